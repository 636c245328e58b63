package dev.warren.cli.command;

import static dev.warren.cli.command.Command.ctl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.format.Outcome;
import dev.warren.cli.http.Answer;
import dev.warren.cli.http.Api;
import dev.warren.cli.line.ExitStatus;
import dev.warren.cli.line.Refused;
import java.util.List;

/// Users: add, change, delete, list, and whether a password is right.
final class Users {

    private static final String NO_PASSWORD = "Password is not provided via argument or stdin";

    private static final String GRANT =
            "Done. Don't forget to grant the user permissions to some virtual hosts! See 'rabbitmqctl help set_permissions' to learn more.";

    private Users() {}

    static List<Command> commands() {
        Group users = Group.USERS;
        return List.of(
                ctl(
                        users,
                        "add_user",
                        "<username> <password>",
                        1,
                        2,
                        "Creates a new user in the internal database. This user will have no permissions for any virtual hosts by default.",
                        "Adding user \"{0}\" ...",
                        Users::add),
                ctl(
                        users,
                        "authenticate_user",
                        "<username> <password>",
                        1,
                        2,
                        "Attempts to authenticate a user. Exits with a non-zero code if authentication fails.",
                        "Authenticating user \"{0}\" ...",
                        Users::authenticate),
                ctl(
                        users,
                        "change_password",
                        "<username> <password>",
                        1,
                        2,
                        "Changes the user password",
                        "Changing password for user \"{0}\" ...",
                        Users::changePassword),
                ctl(
                        users,
                        "clear_password",
                        "<username>",
                        1,
                        1,
                        "Clears (resets) password and disables password login for a user",
                        "Clearing password for user \"{0}\" ...",
                        call -> put(call, require(call), "password", "")),
                ctl(
                        users,
                        "delete_user",
                        "<username>",
                        1,
                        1,
                        "Removes a user from the internal database. Has no effect on users provided by external backends such as LDAP",
                        "Deleting user \"{0}\" ...",
                        Users::delete),
                ctl(
                                users,
                                "list_users",
                                "[--no-table-headers]",
                                0,
                                0,
                                "List user names and tags",
                                "Listing users ...",
                                ListAction.fixed(
                                        new Columns().at("user", "/name").same("tags"),
                                        List.of("user", "tags"),
                                        call -> call.api().get("users")))
                        .waiting()
                        .in(Program.DIAGNOSTICS),
                ctl(
                        users,
                        "set_user_tags",
                        "<username> <tag> [...]",
                        1,
                        Integer.MAX_VALUE,
                        "Sets user tags",
                        "Setting tags for user \"{0}\" to [{1,}] ...",
                        Users::setTags));
    }

    private static Outcome add(Call call) {
        String user = call.argument(0);
        if (user.isEmpty()) {
            throw Refused.error(ExitStatus.USAGE, "user cannot be an empty string");
        }
        String password = call.argumentOrInput(1, NO_PASSWORD);
        if (call.api().ask("users", user).isOk()) {
            throw Refused.error(ExitStatus.SOFTWARE, "User \"" + user + "\" already exists");
        }
        ObjectNode body = Call.object().put("password", password).put("tags", "");
        call.done(call.api().put(body, "users", user));
        return new Outcome.Said(
                GRANT,
                Call.object().put("message", GRANT).put("node", call.node()).put("status", "ok"),
                null);
    }

    private static Outcome authenticate(Call call) {
        String user = call.argument(0);
        String password = call.argumentOrInput(1, NO_PASSWORD);
        if (call.api().isLogin(user, password)) {
            return Outcome.message("Success");
        }
        throw Refused.error(
                ExitStatus.DATA,
                "Error: failed to authenticate user \"%s\"\nuser '%s' - invalid credentials"
                        .formatted(user, user));
    }

    private static Outcome changePassword(Call call) {
        String password = call.argumentOrInput(1, NO_PASSWORD);
        return put(call, require(call), "password", password);
    }

    /// The user of the first argument, who must be there.
    private static JsonNode require(Call call) {
        Answer found = call.api().ask("users", call.argument(0));
        if (found.isMissing()) {
            throw noUser(call.argument(0));
        }
        return Api.expect(found);
    }

    static Refused noUser(String user) {
        return Refused.error(ExitStatus.NO_USER, "User \"" + user + "\" does not exist");
    }

    private static Outcome put(Call call, JsonNode user, String key, String value) {
        ObjectNode body = Call.object().put(key, value);
        body.set("tags", user.path("tags"));
        return call.done(call.api().put(body, "users", call.argument(0)));
    }

    private static Outcome delete(Call call) {
        Answer answer = call.api().delete("users", call.argument(0));
        if (answer.isMissing()) {
            throw noUser(call.argument(0));
        }
        return call.done(answer);
    }

    /// The password stays: its hash is put back as it was.
    private static Outcome setTags(Call call) {
        JsonNode user = require(call);
        ObjectNode body = Call.object();
        for (String kept : List.of("password_hash", "hashing_algorithm")) {
            body.set(kept, user.path(kept));
        }
        ArrayNode tags = body.putArray("tags");
        for (String tag : call.line().rest(1)) {
            for (String one : tag.split(",")) {
                if (!one.isBlank()) {
                    tags.add(one.strip());
                }
            }
        }
        return call.done(call.api().put(body, "users", call.argument(0)));
    }
}
