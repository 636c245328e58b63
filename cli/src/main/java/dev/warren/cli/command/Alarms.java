package dev.warren.cli.command;

import static dev.warren.cli.command.Command.diagnostics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.format.Outcome;
import dev.warren.cli.line.ExitStatus;
import dev.warren.cli.line.Refused;
import java.util.ArrayList;
import java.util.List;

/// What the node is short of.
final class Alarms {

    private Alarms() {}

    static List<Command> commands() {
        return List.of(
                diagnostics(
                        "alarms",
                        "",
                        0,
                        "Lists resource alarms (local or cluster-wide) in effect on the target node",
                        "Asking node {node} to report any known resource alarms ...",
                        Alarms::list),
                diagnostics(
                        "check_alarms",
                        "",
                        0,
                        "Health check that exits with a non-zero code if the target node reports any alarms, local or cluster-wide.",
                        "Asking node {node} to report any local resource alarms ...",
                        call -> check(call, "Node %s reported no alarms, local or clusterwide")),
                diagnostics(
                        "check_local_alarms",
                        "",
                        0,
                        "Health check that exits with a non-zero code if the target node reports any local alarms",
                        "Asking node {node} to report any local resource alarms ...",
                        call -> check(call, "Node %s reported no local alarms")));
    }

    private static JsonNode runtime(Call call) {
        return call.api().get("x", "runtime");
    }

    /// One line each, or that there are none.
    static String lines(String node, JsonNode runtime) {
        List<String> lines = new ArrayList<>();
        for (JsonNode resource : runtime.path("alarms")) {
            lines.add(
                    "%s alarm on node %s"
                            .formatted(
                                    resource.asText().equals("memory")
                                            ? "Memory"
                                            : "Free disk space",
                                    node));
        }
        return lines.isEmpty() ? "(none)" : String.join("\n", lines);
    }

    private static Outcome list(Call call) {
        JsonNode runtime = runtime(call);
        ObjectNode json = Call.object();
        json.set("alarms", runtime.path("alarms"));
        json.put("node", call.node()).put("result", "ok");
        String text =
                runtime.path("alarms").isEmpty()
                        ? "Node %s reported no alarms, local or clusterwide".formatted(call.node())
                        : "Node %s reported alarms\n\n%s"
                                .formatted(call.node(), lines(call.node(), runtime));
        return new Outcome.Said(text, json, null);
    }

    private static Outcome check(Call call, String fine) {
        JsonNode runtime = runtime(call);
        if (!runtime.path("alarms").isEmpty()) {
            throw Refused.error(
                    ExitStatus.UNAVAILABLE,
                    "Node %s reported alarms:\n%s"
                            .formatted(call.node(), lines(call.node(), runtime)));
        }
        return Outcome.message(fine.formatted(call.node()));
    }
}
