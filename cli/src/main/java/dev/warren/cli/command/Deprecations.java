package dev.warren.cli.command;

import static dev.warren.cli.command.Command.ctl;
import static dev.warren.cli.command.Command.diagnostics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.warren.cli.format.Outcome;
import dev.warren.cli.line.ExitStatus;
import dev.warren.cli.line.Option;
import dev.warren.cli.line.Refused;
import java.util.ArrayList;
import java.util.List;

/// What should not be used any more: deprecated features, and policies that would mirror classic
/// queues.
final class Deprecations {

    private static final String FEATURES = "deprecated-features";
    private static final String USED = "used";

    private Deprecations() {}

    static List<Command> commands() {
        return List.of(
                ctl(
                                Group.FEATURES,
                                "list_deprecated_features",
                                "[--used] [<column> ...]",
                                0,
                                Integer.MAX_VALUE,
                                "Lists deprecated features",
                                "Listing deprecated features {used?in use :}...",
                                new ListAction(
                                        new Columns()
                                                .same("name", "deprecation_phase", "provided_by")
                                                .same("desc", "doc_url"),
                                        List.of("name", "deprecation_phase"),
                                        call ->
                                                call.line().has(USED)
                                                        ? call.api().get(FEATURES, USED)
                                                        : call.api().get(FEATURES)))
                        .with(Option.flag(USED))
                        .in(Program.DIAGNOSTICS),
                ctl(
                                Group.MONITORING,
                                "check_if_any_deprecated_features_are_used",
                                "",
                                0,
                                0,
                                "Generate a report listing all deprecated features in use",
                                "Checking if any deprecated features are used ...",
                                Deprecations::check)
                        .in(Program.DIAGNOSTICS),
                diagnostics(
                                "check_if_cluster_has_classic_queue_mirroring_policy",
                                "",
                                0,
                                "Health check that exits with a non-zero code if there are policies that enable classic queue mirroring",
                                "Checking if cluster has any classic queue mirroring policy ...",
                                Deprecations::checkMirroring)
                        .in(Program.QUEUES),
                mirroring("list_policies_with_classic_queue_mirroring", Policies.OWN, "policies"),
                mirroring(
                        "list_operator_policies_with_classic_queue_mirroring",
                        Policies.OPERATOR,
                        "operator policies"));
    }

    private static Outcome fine(String text) {
        return new Outcome.Said(text, Call.object().put("result", "ok"), null);
    }

    private static Outcome check(Call call) {
        List<String> used = new ArrayList<>();
        call.api().get(FEATURES, USED).forEach(one -> used.add(one.path("name").asText()));
        if (!used.isEmpty()) {
            throw Refused.error(ExitStatus.UNAVAILABLE, String.join("\n", used));
        }
        return fine("Cluster reported no deprecated features in use");
    }

    private static Outcome checkMirroring(Call call) {
        List<String> lines = new ArrayList<>();
        mirroring(call.api().get(Policies.OWN))
                .forEach(policy -> lines.add(line("Policy", policy)));
        mirroring(call.api().get(Policies.OPERATOR))
                .forEach(policy -> lines.add(line("Operator policy", policy)));
        if (!lines.isEmpty()) {
            throw Refused.error(ExitStatus.UNAVAILABLE, String.join("\n", lines));
        }
        return fine("Cluster reported no policies enabling classic queue mirroring");
    }

    private static String line(String kind, JsonNode policy) {
        return "%s %s enables classic queue mirroring"
                .formatted(kind, policy.path("name").asText());
    }

    /// Those that would mirror, if there were anything to mirror to.
    private static ArrayNode mirroring(JsonNode policies) {
        ArrayNode found = JsonNodeFactory.instance.arrayNode();
        for (JsonNode policy : policies) {
            if (policy.path("definition").has("ha-mode")) {
                found.add(policy);
            }
        }
        return found;
    }

    private static Command mirroring(String name, String kind, String words) {
        return diagnostics(
                        name,
                        "[--vhost <vhost>] [--no-table-headers]",
                        0,
                        "Lists all " + words + " that enable classic queue mirroring",
                        "Listing " + words + " that enable classic queue mirroring ...",
                        ListAction.fixed(
                                Policies.COLUMNS,
                                Policies.SHOWN,
                                call -> mirroring(call.api().get(kind))))
                .in(Program.QUEUES);
    }
}
