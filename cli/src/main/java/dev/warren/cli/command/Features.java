package dev.warren.cli.command;

import static dev.warren.cli.command.Command.ctl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.cli.format.Outcome;
import dev.warren.cli.http.Answer;
import dev.warren.cli.line.ExitStatus;
import dev.warren.cli.line.Refused;
import java.util.ArrayList;
import java.util.List;

/// Feature flags, as the node lists them. There is none to switch: what RabbitMQ's flags stand for
/// is always there.
final class Features {

    private static final String ROUTE = "feature-flags";

    private static final int BAD_REQUEST = 400;

    private Features() {}

    static List<Command> commands() {
        return List.of(
                ctl(
                                Group.FEATURES,
                                "list_feature_flags",
                                "[<column> ...]",
                                0,
                                Integer.MAX_VALUE,
                                "Lists feature flags",
                                "Listing feature flags ...",
                                new ListAction(
                                        new Columns()
                                                .same("name", "state", "stability", "provided_by")
                                                .same("desc", "doc_url"),
                                        List.of("name", "state"),
                                        call -> call.api().get(ROUTE)))
                        .waiting()
                        .in(Program.DIAGNOSTICS),
                ctl(
                        Group.FEATURES,
                        "enable_feature_flag",
                        "<all | feature_flag>",
                        1,
                        1,
                        "Enables a feature flag or all supported feature flags on the target node",
                        "Enabling {0=all?all feature flags:feature flag \"{0}\"} ...",
                        Features::enable));
    }

    private static Outcome enable(Call call) {
        String flag = call.argument(0);
        if (flag.equals("all")) {
            call.api().get(ROUTE);
            return call.done();
        }
        Answer answer = call.api().put(Call.object(), ROUTE, flag, "enable");
        if (answer.status() == BAD_REQUEST) {
            throw Refused.error(
                    ExitStatus.USAGE, "This feature flag is not supported by node " + call.node());
        }
        return call.done(answer);
    }

    /// As `status` has them.
    static String lines(Call call) {
        List<String> lines = new ArrayList<>();
        for (JsonNode flag : call.api().get(ROUTE)) {
            lines.add(
                    "Flag: %s, state: %s"
                            .formatted(flag.path("name").asText(), flag.path("state").asText()));
        }
        return String.join("\n", lines);
    }
}
