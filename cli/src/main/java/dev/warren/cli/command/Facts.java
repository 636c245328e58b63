package dev.warren.cli.command;

import static dev.warren.cli.command.Command.diagnostics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.format.Cell;
import dev.warren.cli.format.Outcome;
import dev.warren.cli.format.Rows;
import dev.warren.cli.line.Option;
import java.util.List;

/// Single facts about the node.
final class Facts {

    private Facts() {}

    static List<Command> commands() {
        return List.of(
                diagnostics(
                        "server_version",
                        "",
                        0,
                        "Displays server version on the target node",
                        "Asking node {node} for its RabbitMQ version...",
                        call -> value(call, "/rabbitmq_version")),
                diagnostics(
                                "erlang_version",
                                "",
                                0,
                                "Displays Erlang/OTP version on the target node",
                                "Asking node {node} for its Erlang/OTP version...",
                                call -> value(call, "/erlang_full_version"))
                        .with(Option.flag("details"), Option.flag("offline")),
                diagnostics(
                                "memory_breakdown",
                                "[--unit <unit>]",
                                0,
                                "Provides a memory usage breakdown on the target node.",
                                "Reporting memory breakdown on node {node}...",
                                Facts::memory)
                        .with(Option.value("unit"))
                        .waiting(),
                diagnostics(
                                "has_reached_target_cluster_size",
                                "",
                                0,
                                "Whether all nodes of the cluster have joined it",
                                "",
                                call -> {
                                    call.api().get("whoami");
                                    return Outcome.value(call.node(), "true");
                                })
                        .in(Program.CTL, Program.UPGRADE));
    }

    private static Outcome value(Call call, String pointer) {
        return Outcome.value(call.node(), call.api().get("overview").at(pointer).asText());
    }

    /// What the load holds, by the node's own ledger: it has one figure.
    private static Outcome memory(Call call) {
        String unit = call.line().option("unit", "gb");
        JsonNode node = call.api().get("nodes", call.node());
        long bytes = node.path("mem_used").asLong();
        ObjectNode json = Call.object();
        json.putObject("load").put("bytes", bytes).put("percentage", 100.0);
        Rows rows =
                new Rows(
                        List.of("load.bytes", "load.percentage"),
                        List.of(List.of(Cell.text(String.valueOf(bytes)), Cell.text("100.0"))));
        return new Outcome.Said("load: " + Units.shown(bytes, unit) + " (100.0%)\n", json, rows);
    }
}
