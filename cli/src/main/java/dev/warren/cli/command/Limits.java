package dev.warren.cli.command;

import static dev.warren.cli.command.Command.ctl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.format.Cell;
import dev.warren.cli.format.Outcome;
import dev.warren.cli.http.Answer;
import dev.warren.cli.http.Api;
import dev.warren.cli.line.Option;
import java.util.List;
import java.util.Map;

/// How much a virtual host or a user may have.
final class Limits {

    private static final String VHOSTS = "vhost-limits";
    private static final String USERS = "user-limits";

    private Limits() {}

    static List<Command> commands() {
        return List.of(
                ctl(
                        Group.VHOSTS,
                        "set_vhost_limits",
                        "[--vhost <vhost>] <definition>",
                        1,
                        1,
                        "Sets virtual host limits",
                        "Setting vhost limits to \"{0}\" for vhost \"{vhost}\" ...",
                        call -> set(call, VHOSTS, call.vhost(), call.argument(0), true)),
                ctl(
                        Group.VHOSTS,
                        "clear_vhost_limits",
                        "[--vhost <vhost>]",
                        0,
                        0,
                        "Clears virtual host limits",
                        "Clearing vhost \"{vhost}\" limits ...",
                        call -> clear(call, VHOSTS, call.vhost(), "all")),
                ctl(
                                Group.VHOSTS,
                                "list_vhost_limits",
                                "[--vhost <vhost>] [--global] [--no-table-headers]",
                                0,
                                0,
                                "Displays configured virtual host limits",
                                "Listing limits for vhost \"{vhost}\" ...",
                                call -> list(call, VHOSTS, "vhost"))
                        .with(Option.flag("global"))
                        .waiting()
                        .in(Program.DIAGNOSTICS),
                ctl(
                        Group.USERS,
                        "set_user_limits",
                        "<username> <definition>",
                        2,
                        2,
                        "Sets user limits",
                        "Setting user limits to \"{1}\" for user \"{0}\" ...",
                        call -> set(call, USERS, call.argument(0), call.argument(1), false)),
                ctl(
                        Group.USERS,
                        "clear_user_limits",
                        "<username> <limit_type> | all",
                        2,
                        2,
                        "Clears user connection/channel limits",
                        "Clearing {1=all?all limits:\"{1}\" limit} for user \"{0}\" ...",
                        call -> clear(call, USERS, call.argument(0), call.argument(1))),
                ctl(
                                Group.USERS,
                                "list_user_limits",
                                "[--user <username>] [--global]",
                                0,
                                0,
                                "Displays configured user limits",
                                "Listing limits for user \"{user:guest}\" ...",
                                call -> list(call, USERS, "user"))
                        .with(Option.value("user"), Option.flag("global"))
                        .waiting()
                        .in(Program.DIAGNOSTICS));
    }

    /// @param isWhole whether limits that are not named go
    private static Outcome set(
            Call call, String kind, String of, String definition, boolean isWhole) {
        JsonNode wanted = Call.json(definition);
        if (isWhole) {
            clearUnless(call, kind, of, wanted);
        }
        for (Map.Entry<String, JsonNode> limit : wanted.properties()) {
            ObjectNode body = Call.object();
            body.set("value", limit.getValue());
            Api.expect(call.api().put(body, kind, of, limit.getKey()));
        }
        return call.done();
    }

    private static Outcome clear(Call call, String kind, String of, String limit) {
        if (limit.equals("all")) {
            clearUnless(call, kind, of, Call.object());
            return call.done();
        }
        return call.done(call.api().delete(kind, of, limit));
    }

    private static void clearUnless(Call call, String kind, String of, JsonNode kept) {
        for (Map.Entry<String, JsonNode> limit : known(call, kind, of).properties()) {
            if (!kept.has(limit.getKey())) {
                Api.expect(call.api().delete(kind, of, limit.getKey()));
            }
        }
    }

    private static JsonNode known(Call call, String kind, String of) {
        Answer answer = call.api().ask(kind, of);
        if (answer.isMissing()) {
            throw kind.equals(VHOSTS) ? Vhosts.noVhost(of) : Users.noUser(of);
        }
        return Api.expect(answer).path(0).path("value");
    }

    /// Those of one, as JSON; of all, as a list.
    private static Outcome list(Call call, String kind, String key) {
        if (call.line().has("global")) {
            Columns columns =
                    new Columns()
                            .same(key)
                            .of("limits", entry -> Cell.text(entry.path("value").toString()));
            return new Outcome.Listed(
                    columns.rows(List.of(key, "limits"), call.api().get(kind)), false);
        }
        boolean isUser = kind.equals(USERS);
        JsonNode value =
                known(call, kind, isUser ? call.line().option(key, "guest") : call.vhost());
        String nothing = isUser ? "{}" : "";
        String text = value.isMissingNode() ? nothing : sorted(value).toString();
        return Outcome.value(call.node(), text);
    }

    private static JsonNode sorted(JsonNode limits) {
        ObjectNode sorted = Call.object();
        limits.properties().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(limit -> sorted.set(limit.getKey(), limit.getValue()));
        return sorted;
    }
}
