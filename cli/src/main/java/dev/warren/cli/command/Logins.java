package dev.warren.cli.command;

import static dev.warren.cli.command.Command.ctl;
import static dev.warren.cli.command.Command.diagnostics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.format.Outcome;
import dev.warren.cli.line.Option;
import java.util.List;

/// Logins that were tried, and what is remembered of them.
final class Logins {

    private static final String BY_SOURCE = "by-source";
    private static final List<String> COLUMNS =
            List.of("protocol", "auth_attempts", "auth_attempts_failed", "auth_attempts_succeeded");

    private Logins() {}

    static List<Command> commands() {
        return List.of(
                diagnostics(
                                "list_node_auth_attempt_stats",
                                "[--by-source]",
                                0,
                                "Lists authentication attempts on the target node",
                                "Listing authentication\n attempts for node \"{node}\" ...",
                                Logins::attempts)
                        .with(Option.flag(BY_SOURCE))
                        .in(Program.CTL),
                diagnostics(
                        "reset_node_auth_attempt_metrics",
                        "",
                        0,
                        "Resets auth attempt metrics on the target node",
                        "Reset auth attempt metrics on node {node} ...",
                        call -> call.done(call.api().delete("auth", "attempts", call.node()))),
                diagnostics(
                        "disable_auth_attempt_source_tracking",
                        "",
                        0,
                        "Disables the tracking of peer IP address and username of authentication attempts",
                        "Disabling authentication attempt source tracking ...",
                        call -> {
                            call.api().get("whoami");
                            return call.done();
                        }),
                ctl(
                        Group.ACCESS,
                        "clear_auth_backend_cache",
                        "",
                        0,
                        0,
                        "Clears cache of authorization decisions",
                        "Will clear authentication backend cache...",
                        call -> {
                            Settings.act(call, "clear_auth_backend_cache");
                            return call.done();
                        }));
    }

    private static Outcome attempts(Call call) {
        JsonNode attempts =
                call.line().has(BY_SOURCE)
                        ? call.api().get("auth", "attempts", call.node(), "source")
                        : call.api().get("auth", "attempts", call.node());
        ObjectNode json = Call.object();
        json.set("attempts", attempts);
        json.put("node", call.node()).put("result", "ok");
        String none = "Node %s reported no authentication attempt stats".formatted(call.node());
        var rows = new Columns().same(COLUMNS.toArray(String[]::new)).rows(COLUMNS, attempts);
        return new Outcome.Said(attempts.isEmpty() ? none : text(rows), json, rows);
    }

    private static String text(dev.warren.cli.format.Rows rows) {
        StringBuilder text = new StringBuilder(String.join("\t", rows.columns()));
        rows.rows()
                .forEach(row ->
                        text.append('\n')
                                .append(
                                        String.join(
                                                "\t",
                                                row.stream().map(cell -> cell.plain()).toList())));
        return text.toString();
    }
}
