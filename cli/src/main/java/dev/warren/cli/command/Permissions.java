package dev.warren.cli.command;

import static dev.warren.cli.command.Command.ctl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.format.Outcome;
import dev.warren.cli.http.Answer;
import dev.warren.cli.http.Api;
import dev.warren.cli.line.ExitStatus;
import dev.warren.cli.line.Refused;
import java.util.List;

/// What users may do, in virtual hosts and with the keys of topic exchanges.
final class Permissions {

    private static final Columns RIGHTS =
            new Columns().same("user", "vhost", "exchange", "configure", "write", "read");

    private Permissions() {}

    static List<Command> commands() {
        Group access = Group.ACCESS;
        return List.of(
                ctl(
                        access,
                        "clear_permissions",
                        "[--vhost <vhost>] <username>",
                        1,
                        1,
                        "Revokes user permissions for a vhost",
                        "Clearing permissions for user \"{0}\" in vhost \"{vhost}\" ...",
                        Permissions::clear),
                ctl(
                        access,
                        "clear_topic_permissions",
                        "[--vhost <vhost>] <username> [<exchange>]",
                        1,
                        2,
                        "Clears user topic permissions for a vhost or exchange",
                        "Clearing topic permissions for user \"{0}\" in vhost \"{vhost}\" ...",
                        Permissions::clearTopics),
                ctl(
                                access,
                                "list_permissions",
                                "[--vhost <vhost>] [--no-table-headers]",
                                0,
                                0,
                                "Lists user permissions in a virtual host",
                                "Listing permissions for vhost \"{vhost}\" ...",
                                ofVhost(
                                        "permissions",
                                        List.of("user", "configure", "write", "read")))
                        .waiting()
                        .in(Program.DIAGNOSTICS),
                ctl(
                                access,
                                "list_topic_permissions",
                                "[--vhost <vhost>] [--no-table-headers]",
                                0,
                                0,
                                "Lists topic permissions in a virtual host",
                                "Listing topic permissions for vhost \"{vhost}\" ...",
                                ofVhost(
                                        "topic-permissions",
                                        List.of("user", "exchange", "write", "read")))
                        .waiting()
                        .in(Program.DIAGNOSTICS),
                ctl(
                                access,
                                "list_user_permissions",
                                "[--no-table-headers] <username>",
                                1,
                                1,
                                "Lists permissions of a user across all virtual hosts",
                                "Listing permissions for user \"{0}\" ...",
                                ofUser(
                                        "permissions",
                                        List.of("vhost", "configure", "write", "read")))
                        .waiting()
                        .in(Program.DIAGNOSTICS),
                ctl(
                                access,
                                "list_user_topic_permissions",
                                "[--no-table-headers] <username>",
                                1,
                                1,
                                "Lists user topic permissions",
                                "Listing topic permissions for user \"{0}\" ...",
                                ofUser(
                                        "topic-permissions",
                                        List.of("vhost", "exchange", "write", "read")))
                        .waiting()
                        .in(Program.DIAGNOSTICS),
                ctl(
                        access,
                        "set_permissions",
                        "[--vhost <vhost>] <username> <conf> <write> <read>",
                        4,
                        4,
                        "Sets user permissions for a vhost",
                        "Setting permissions for user \"{0}\" in vhost \"{vhost}\" ...",
                        Permissions::set),
                ctl(
                        access,
                        "set_topic_permissions",
                        "[--vhost <vhost>] <username> <exchange> <write> <read>",
                        4,
                        4,
                        "Sets user topic permissions for an exchange",
                        "Setting topic permissions on \"{1}\" for user \"{0}\" in vhost \"{vhost}\" ...",
                        Permissions::setTopic));
    }

    private static Action ofVhost(String kind, List<String> columns) {
        return ListAction.fixed(
                RIGHTS,
                columns,
                call -> inVhost(call, call.api().ask("vhosts", call.vhost(), kind)));
    }

    private static JsonNode inVhost(Call call, Answer answer) {
        if (answer.isMissing()) {
            throw Vhosts.noVhost(call.vhost());
        }
        return Api.expect(answer);
    }

    private static Action ofUser(String kind, List<String> columns) {
        return ListAction.fixed(
                RIGHTS,
                columns,
                call -> {
                    Answer answer = call.api().ask("users", call.argument(0), kind);
                    if (answer.isMissing()) {
                        throw Refused.error(
                                ExitStatus.UNAVAILABLE,
                                "{:no_such_user, \"" + call.argument(0) + "\"}");
                    }
                    return Api.expect(answer);
                });
    }

    private static Outcome set(Call call) {
        ObjectNode body =
                Call.object()
                        .put("configure", call.argument(1))
                        .put("write", call.argument(2))
                        .put("read", call.argument(3));
        requireBoth(call);
        return call.done(call.api().put(body, "permissions", call.vhost(), call.argument(0)));
    }

    private static void requireBoth(Call call) {
        if (call.api().ask("vhosts", call.vhost()).isMissing()) {
            throw Refused.error(
                    ExitStatus.UNAVAILABLE, "Virtual host " + call.vhost() + " does not exist");
        }
        if (call.api().ask("users", call.argument(0)).isMissing()) {
            throw Refused.error(ExitStatus.NO_USER, "User " + call.argument(0) + " does not exist");
        }
    }

    private static Outcome setTopic(Call call) {
        ObjectNode body =
                Call.object()
                        .put("exchange", call.argument(1))
                        .put("write", call.argument(2))
                        .put("read", call.argument(3));
        requireBoth(call);
        return call.done(call.api().put(body, "topic-permissions", call.vhost(), call.argument(0)));
    }

    /// Nothing to clear is no mistake.
    private static Outcome clear(Call call) {
        requireBoth(call);
        return cleared(call, call.api().delete("permissions", call.vhost(), call.argument(0)));
    }

    private static Outcome clearTopics(Call call) {
        requireBoth(call);
        String exchange = call.line().argumentOrNull(1);
        String user = call.argument(0);
        return cleared(
                call,
                exchange == null
                        ? call.api().delete("topic-permissions", call.vhost(), user)
                        : call.api().delete("topic-permissions", call.vhost(), user, exchange));
    }

    private static Outcome cleared(Call call, Answer answer) {
        return answer.isMissing() ? call.done() : call.done(answer);
    }
}
