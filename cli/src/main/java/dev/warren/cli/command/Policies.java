package dev.warren.cli.command;

import static dev.warren.cli.command.Command.ctl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.format.Cell;
import dev.warren.cli.format.Outcome;
import dev.warren.cli.http.Answer;
import dev.warren.cli.http.Api;
import dev.warren.cli.line.ExitStatus;
import dev.warren.cli.line.Option;
import dev.warren.cli.line.Refused;
import java.util.List;

/// Policies of users and of operators.
final class Policies {

    static final String OWN = "policies";
    static final String OPERATOR = "operator-policies";

    static final Columns COLUMNS =
            new Columns()
                    .same("vhost", "name", "pattern", "apply-to", "priority")
                    .of("definition", entry -> Cell.text(entry.path("definition").toString()));

    static final List<String> SHOWN =
            List.of("vhost", "name", "pattern", "apply-to", "definition", "priority");

    private Policies() {}

    static List<Command> commands() {
        String arguments =
                "[--vhost <vhost>] [--priority <priority>] [--apply-to <apply-to>] <name> <pattern> <definition>";
        Option[] options = {Option.value("priority"), Option.value("apply-to")};
        return List.of(
                ctl(
                                Group.POLICIES,
                                "set_policy",
                                arguments,
                                3,
                                3,
                                "Sets or updates a policy",
                                "Setting policy \"{0}\" for pattern \"{1}\" to \"{2}\" with priority \"{priority:0}\" for vhost \"{vhost}\" ...",
                                call -> set(call, OWN))
                        .with(options),
                ctl(
                                Group.POLICIES,
                                "set_operator_policy",
                                arguments,
                                3,
                                3,
                                "Sets an operator policy that overrides a subset of arguments in user policies",
                                "Setting operator policy override \"{0}\" for pattern \"{1}\" to \"{2}\" with priority \"{priority:0}\" for vhost \"{vhost}\" ...",
                                call -> set(call, OPERATOR))
                        .with(options),
                ctl(
                        Group.POLICIES,
                        "clear_policy",
                        "[--vhost <vhost>] <name>",
                        1,
                        1,
                        "Clears (removes) a policy",
                        "Clearing policy \"{0}\" on vhost \"{vhost}\" ...",
                        call -> clear(call, OWN)),
                ctl(
                        Group.POLICIES,
                        "clear_operator_policy",
                        "[--vhost <vhost>] <name>",
                        1,
                        1,
                        "Clears an operator policy",
                        "Clearing operator policy \"{0}\" on vhost \"{vhost}\" ...",
                        call -> clear(call, OPERATOR)),
                list(
                        "list_policies",
                        OWN,
                        "Lists all policies in a virtual host",
                        "Listing policies for vhost \"{vhost}\" ..."),
                list(
                        "list_operator_policies",
                        OPERATOR,
                        "Lists operator policy overrides for a virtual host",
                        "Listing operator policy overrides for vhost \"{vhost}\" ..."));
    }

    private static Command list(String name, String kind, String summary, String banner) {
        return ctl(
                        Group.POLICIES,
                        name,
                        "[--vhost <vhost>] [--no-table-headers]",
                        0,
                        0,
                        summary,
                        banner,
                        ListAction.fixed(COLUMNS, SHOWN, call -> inVhost(call, kind)))
                .waiting()
                .in(Program.DIAGNOSTICS);
    }

    private static JsonNode inVhost(Call call, String kind) {
        Answer answer = call.api().ask(kind, call.vhost());
        if (answer.isMissing()) {
            throw Vhosts.noVhost(call.vhost());
        }
        return Api.expect(answer);
    }

    private static Outcome set(Call call, String kind) {
        ObjectNode body =
                Call.object()
                        .put("pattern", call.argument(1))
                        .put("apply-to", call.line().option("apply-to", "all"));
        body.set("definition", Call.json(call.argument(2)));
        String priority = call.line().option("priority", "0");
        try {
            body.put("priority", Long.parseLong(priority));
        } catch (NumberFormatException e) {
            body.put("priority", priority);
        }
        return call.done(call.api().put(body, kind, call.vhost(), call.argument(0)));
    }

    private static Outcome clear(Call call, String kind) {
        Answer answer = call.api().delete(kind, call.vhost(), call.argument(0));
        if (answer.isMissing()) {
            throw Refused.error(ExitStatus.UNAVAILABLE, "Parameter does not exist");
        }
        return call.done(answer);
    }
}
