package dev.warren.cli.command;

import static dev.warren.cli.command.Command.ctl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.cli.format.Cell;
import dev.warren.cli.format.Outcome;
import dev.warren.cli.http.Answer;
import dev.warren.cli.http.Api;
import dev.warren.cli.line.ExitStatus;
import dev.warren.cli.line.Refused;
import java.util.List;

/// Shovels: how they are doing, and begun anew or deleted.
final class Shovels {

    private static final String SHOVELS = "shovels";
    private static final String OF_VHOST = "vhost";

    private static final Columns COLUMNS =
            new Columns()
                    .at("destination", "/dest_uri")
                    .at("destination_exchange", "/dest_exchange")
                    .at("destination_exchange_key", "/dest_exchange_key")
                    .at("destination_protocol", "/dest_protocol")
                    .at("destination_queue", "/dest_queue")
                    .of("last_changed", shovel -> Cell.text(padded(shovel.path("timestamp"))))
                    .same("name")
                    .at("source", "/src_uri")
                    .at("source_exchange", "/src_exchange")
                    .at("source_exchange_key", "/src_exchange_key")
                    .at("source_protocol", "/src_protocol")
                    .at("source_queue", "/src_queue")
                    .same("state")
                    .at("termination_reason", "/reason")
                    .same("type", "vhost");

    /// Those that RabbitMQ shows of each shovel; the others only where one has them.
    private static final List<String> ALWAYS =
            List.of(
                    "destination",
                    "last_changed",
                    "name",
                    "source",
                    "state",
                    "termination_reason",
                    "type",
                    "vhost");

    private Shovels() {}

    static List<Command> commands() {
        Group shovel = Group.SHOVEL;
        return List.of(
                ctl(
                        shovel,
                        "delete_shovel",
                        "[--vhost <vhost>] <name>",
                        1,
                        1,
                        "Deletes a Shovel",
                        "Deleting shovel {0} in vhost {vhost}",
                        call -> done(call, call.api().delete(path(call)))),
                ctl(
                        shovel,
                        "restart_shovel",
                        "[--vhost <vhost>] <name>",
                        1,
                        1,
                        "Restarts a dynamic Shovel",
                        "Restarting dynamic Shovel {0} in virtual host {vhost} on node {node}",
                        call -> done(call, call.api().delete(path(call, "restart")))),
                ctl(
                                shovel,
                                "shovel_status",
                                "",
                                0,
                                0,
                                "Displays status of Shovel on a node",
                                "Shovel status on node {node}",
                                Shovels::status)
                        .in(Program.DIAGNOSTICS));
    }

    private static String[] path(Call call) {
        return new String[] {SHOVELS, OF_VHOST, call.vhost(), call.argument(0)};
    }

    private static String[] path(Call call, String action) {
        return new String[] {SHOVELS, OF_VHOST, call.vhost(), call.argument(0), action};
    }

    private static Outcome done(Call call, Answer answer) {
        if (answer.isMissing()) {
            throw Refused.error(
                    ExitStatus.UNAVAILABLE,
                    "Shovel with the given name was not found on the target node '%s' and / or virtual host '%s'"
                            .formatted(call.node(), call.vhost()));
        }
        return call.done(answer);
    }

    /// The API's times have no zero before an hour of one digit; those of the programs do.
    private static String padded(JsonNode time) {
        return time.asText().replaceFirst(" (?=\\d:)", " 0");
    }

    private static Outcome status(Call call) {
        JsonNode all = Api.expect(call.api().ask(SHOVELS));
        List<String> names =
                COLUMNS.names().stream()
                        .filter(name -> ALWAYS.contains(name) || COLUMNS.isAnywhere(name, all))
                        .toList();
        return new Outcome.Listed(COLUMNS.rows(names, all), false);
    }
}
