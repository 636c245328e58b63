package dev.warren.cli.command;

import static dev.warren.cli.command.Command.diagnostics;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.cli.format.Outcome;
import dev.warren.cli.http.Answer;
import dev.warren.cli.http.Api;
import dev.warren.cli.line.ExitStatus;
import dev.warren.cli.line.Option;
import dev.warren.cli.line.Refused;
import java.util.ArrayList;
import java.util.List;

/// Whether what the node knows is there, and somebody is in charge of it.
final class StoreChecks {

    private static final String ALL = "across-all-vhosts";

    private StoreChecks() {}

    static List<Command> commands() {
        return List.of(
                initialized("check_if_metadata_store_is_initialized"),
                initialized("check_if_metadata_store_is_initialized_with_data", "with-data"),
                diagnostics(
                                "check_for_quorum_queues_without_an_elected_leader",
                                "[--vhost <vhost>] [--across-all-vhosts] <pattern>",
                                1,
                                "Checks that quorum queue have elected and available leader replicas",
                                "Checking leader replicas of quorum queues matching '{0}' in {across-all-vhosts?all vhosts:vhost {vhost}} ...",
                                StoreChecks::leaders)
                        .with(Option.flag(ALL)));
    }

    private static Command initialized(String name, String... more) {
        List<String> path = new ArrayList<>(List.of("health", "checks"));
        path.addAll(List.of("metadata-store", "initialized"));
        path.addAll(List.of(more));
        return diagnostics(
                name,
                "",
                0,
                "Health check that exits with a non-zero code if the metadata store on target node has not yet finished initializing",
                "Checking if metadata store on node {node} has finished initializing ...",
                call -> {
                    JsonNode _ = Api.expect(call.api().ask(path.toArray(String[]::new)));
                    return Outcome.message(
                            "Metadata store on node %s has completed its initialization"
                                    .formatted(call.node()));
                });
    }

    private static Outcome leaders(Call call) {
        List<String> path =
                new ArrayList<>(
                        List.of("health", "checks", "quorum-queues-without-elected-leaders"));
        path.addAll(call.line().has(ALL) ? List.of("all-vhosts") : List.of("vhost", call.vhost()));
        path.addAll(List.of("pattern", call.argument(0)));
        Answer answer = call.api().ask(path.toArray(String[]::new));
        if (!answer.isOk()) {
            throw Refused.error(ExitStatus.UNAVAILABLE, unhealthy(answer));
        }
        String text = "Node %s reported all quorum queue leaders as healthy".formatted(call.node());
        return new Outcome.Said(text, Call.object().put("message", text).put("result", "ok"), null);
    }

    private static String unhealthy(Answer answer) {
        List<String> lines = new ArrayList<>();
        for (JsonNode queue : answer.body().path("queues")) {
            lines.add(
                    queue.path("readable_name").asText()
                            + " does not have an elected leader replica or the replica was unresponsive");
        }
        return lines.isEmpty() ? answer.reason() : String.join("\n", lines);
    }
}
