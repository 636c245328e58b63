package dev.warren.cli.command;

import static dev.warren.cli.command.Command.ctl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.cli.format.Outcome;
import dev.warren.cli.http.Answer;
import dev.warren.cli.http.Api;
import dev.warren.cli.line.ExitStatus;
import dev.warren.cli.line.Option;
import dev.warren.cli.line.Refused;
import java.util.List;

/// Links of federation: how they are doing, and begun anew.
final class Federation {

    private static final String LINKS = "federation-links";
    private static final String ONLY_DOWN = "only-down";

    private static final Columns COLUMNS =
            new Columns()
                    .same("consumer_tag", "error", "exchange", "id")
                    .at("last_changed", "/timestamp")
                    .same("queue", "status", "type", "upstream")
                    .same("upstream_exchange", "upstream_queue", "uri", "vhost");

    /// In RabbitMQ's order.
    private static final List<String> SHOWN =
            List.of(
                    "consumer_tag",
                    "error",
                    "exchange",
                    "id",
                    "last_changed",
                    "queue",
                    "status",
                    "type",
                    "upstream",
                    "upstream_exchange",
                    "upstream_queue",
                    "uri",
                    "vhost");

    private Federation() {}

    static List<Command> commands() {
        return List.of(
                ctl(
                                Group.FEDERATION,
                                "federation_status",
                                "[--only-down]",
                                0,
                                0,
                                "Displays federation link status",
                                "Listing federation links on node {node}...",
                                Federation::status)
                        .with(Option.flag(ONLY_DOWN))
                        .in(Program.DIAGNOSTICS),
                ctl(
                        Group.FEDERATION,
                        "restart_federation_link",
                        "<link_id>",
                        1,
                        1,
                        "Restarts a running federation link",
                        "Restarting federation link {0} on node {node}",
                        Federation::restart));
    }

    private static Outcome status(Call call) {
        JsonNode links =
                call.line().has(ONLY_DOWN)
                        ? call.api().get(LINKS, "state", "down")
                        : call.api().get(LINKS);
        return new Outcome.Listed(COLUMNS.rows(SHOWN, links), false);
    }

    private static Outcome restart(Call call) {
        String id = call.argument(0);
        for (JsonNode link : Api.expect(call.api().ask(LINKS))) {
            if (link.path("id").asText().equals(id)) {
                Answer answer =
                        call.api()
                                .delete(
                                        LINKS,
                                        "vhost",
                                        link.path("vhost").asText(),
                                        id,
                                        link.path("node").asText(),
                                        "restart");
                if (!answer.isMissing()) {
                    return call.done(answer);
                }
            }
        }
        throw Refused.error(ExitStatus.UNAVAILABLE, "Link with the given ID was not found");
    }
}
