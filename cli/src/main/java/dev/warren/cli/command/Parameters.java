package dev.warren.cli.command;

import static dev.warren.cli.command.Command.ctl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.format.Cell;
import dev.warren.cli.format.Outcome;
import dev.warren.cli.http.Answer;
import dev.warren.cli.http.Api;
import dev.warren.cli.line.ExitStatus;
import dev.warren.cli.line.Refused;
import java.util.List;

/// Runtime parameters, of virtual hosts and of the node.
final class Parameters {

    private static final String OWN = "parameters";
    private static final String GLOBAL = "global-parameters";

    private static final Columns COLUMNS =
            new Columns()
                    .same("component", "name")
                    .of("value", entry -> Cell.text(entry.path("value").toString()));

    private Parameters() {}

    static List<Command> commands() {
        Group parameters = Group.PARAMETERS;
        return List.of(
                ctl(
                        parameters,
                        "set_parameter",
                        "[--vhost <vhost>] <component_name> <name> <value>",
                        3,
                        3,
                        "Sets a runtime parameter.",
                        "Setting runtime parameter \"{1}\" for component \"{0}\" to \"{2}\" in vhost \"{vhost}\" ...",
                        Parameters::set),
                ctl(
                        parameters,
                        "clear_parameter",
                        "[--vhost <vhost>] <component_name> <name>",
                        2,
                        2,
                        "Clears a runtime parameter.",
                        "Clearing runtime parameter \"{1}\" for component \"{0}\" on vhost \"{vhost}\" ...",
                        call ->
                                cleared(
                                        call,
                                        call.api()
                                                .delete(
                                                        OWN,
                                                        call.argument(0),
                                                        call.vhost(),
                                                        call.argument(1)))),
                ctl(
                                parameters,
                                "list_parameters",
                                "[--vhost <vhost>] [--no-table-headers]",
                                0,
                                0,
                                "Lists runtime parameters for a virtual host",
                                "Listing runtime parameters for vhost \"{vhost}\" ...",
                                Parameters::list)
                        .waiting()
                        .in(Program.DIAGNOSTICS),
                ctl(
                        parameters,
                        "set_global_parameter",
                        "<name> <value>",
                        2,
                        2,
                        "Sets a runtime parameter.",
                        "Setting global runtime parameter \"{0}\" to \"{1}\" ...",
                        call -> setGlobal(call, call.argument(0), call.argument(1))),
                ctl(
                        parameters,
                        "clear_global_parameter",
                        "<name>",
                        1,
                        1,
                        "Clears a global runtime parameter",
                        "Clearing global runtime parameter \"{0}\" ...",
                        call -> cleared(call, call.api().delete(GLOBAL, call.argument(0)))),
                ctl(
                                parameters,
                                "list_global_parameters",
                                "[--no-table-headers]",
                                0,
                                0,
                                "Lists global runtime parameters",
                                "Listing global runtime parameters ...",
                                ListAction.fixed(
                                        COLUMNS,
                                        List.of("name", "value"),
                                        call -> call.api().get(GLOBAL)))
                        .waiting()
                        .in(Program.DIAGNOSTICS));
    }

    private static Outcome set(Call call) {
        ObjectNode body = Call.object();
        body.set("value", Call.json(call.argument(2)));
        return call.done(
                call.api().put(body, OWN, call.argument(0), call.vhost(), call.argument(1)));
    }

    private static Outcome setGlobal(Call call, String name, String value) {
        ObjectNode body = Call.object();
        body.set("value", Call.json(value));
        return call.done(call.api().put(body, GLOBAL, name));
    }

    private static Outcome cleared(Call call, Answer answer) {
        if (answer.isMissing()) {
            throw Refused.error(ExitStatus.UNAVAILABLE, "Parameter does not exist");
        }
        return call.done(answer);
    }

    private static Outcome list(Call call) {
        if (call.api().ask("vhosts", call.vhost()).isMissing()) {
            throw Vhosts.noVhost(call.vhost());
        }
        ArrayNode mine = JsonNodeFactory.instance.arrayNode();
        for (JsonNode parameter : Api.expect(call.api().ask(OWN))) {
            if (parameter.path("vhost").asText().equals(call.vhost())) {
                mine.add(parameter);
            }
        }
        return new Outcome.Listed(COLUMNS.rows(List.of("component", "name", "value"), mine), false);
    }
}
