package dev.warren.management.resource;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.codec.value.Bytes;
import dev.warren.engine.auth.HashAlgorithm;
import dev.warren.engine.auth.PasswordHash;
import dev.warren.engine.auth.PasswordRules;
import dev.warren.engine.auth.User;
import dev.warren.engine.auth.UserLimits;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.management.http.ApiException;
import dev.warren.management.http.JsonBody;
import dev.warren.management.http.Listing;
import dev.warren.management.http.Reply;
import dev.warren.management.http.Request;
import dev.warren.management.http.Waits;
import dev.warren.management.view.Json;
import dev.warren.management.view.TopologyView;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;

/// The broker's own users: lists, one, create, change and delete, and their limits.
public final class Users {

    private final PasswordRules rules;
    private final SecureRandom random = new SecureRandom();

    public Users(PasswordRules rules) {
        this.rules = rules;
    }

    public Reply whoami(Request request) {
        User user = request.caller().user();
        return Listing.one(request, Json.object("name", user.name(), "tags", user.tags()));
    }

    public Reply list(Request request) {
        return Listing.of(request, byName(request), User::name, TopologyView::user);
    }

    private static Stream<User> byName(Request request) {
        return request.broker().topology().users().values().stream()
                .sorted(Comparator.comparing(User::name));
    }

    public Reply withoutPermissions(Request request) {
        Topology topology = request.broker().topology();
        return Listing.of(
                request,
                byName(request)
                        .filter(user ->
                                topology.vhosts().values().stream()
                                        .noneMatch(v -> v.permissionOrNull(user.name()) != null)),
                User::name,
                TopologyView::user);
    }

    public Reply get(Request request) {
        return Listing.one(request, TopologyView.user(require(request)));
    }

    static User require(Request request) {
        User user = request.broker().topology().userOrNull(request.path("user"));
        if (user == null) {
            throw ApiException.notFound();
        }
        return user;
    }

    public Reply put(Request request) {
        JsonBody body = request.json();
        if (!body.has("tags")) {
            throw ApiException.badRequest("tags_not_present");
        }
        String name = request.path("user");
        User before = request.broker().topology().userOrNull(name);
        User user =
                new User(
                        name,
                        passwordHash(body),
                        new LinkedHashSet<>(body.texts("tags")),
                        before == null ? UserLimits.NONE : before.limits());
        submit(request, new TopologyCommand.AddUser(user));
        return Reply.put(before == null);
    }

    /// A user with neither password nor hash cannot log in with one.
    private PasswordHash passwordHash(JsonBody body) {
        String password = body.textOrNull("password");
        if (password != null && !password.isEmpty()) {
            Bytes bytes = Bytes.of(password);
            String problem = rules.problemOrNull(bytes);
            if (problem != null) {
                throw ApiException.badRequest(problem);
            }
            return rules.hash(bytes, random);
        }
        String hash = body.textOrNull("password_hash");
        if (hash == null || hash.isEmpty()) {
            return PasswordHash.NONE;
        }
        String id = body.text("hashing_algorithm", rules.algorithm().id());
        HashAlgorithm algorithm = HashAlgorithm.byIdOrNull(id);
        if (algorithm == null) {
            throw ApiException.badRequest("unknown hashing_algorithm '" + id + "'");
        }
        try {
            return PasswordHash.fromBase64(algorithm, hash);
        } catch (IllegalArgumentException e) {
            throw ApiException.badTerm("not_base64", hash);
        }
    }

    public Reply delete(Request request) {
        submit(request, new TopologyCommand.DeleteUser(require(request).name()));
        return Reply.noContent();
    }

    /// Deletes those that exist; names the others.
    public Reply bulkDelete(Request request) {
        JsonBody body = request.json();
        body.require("users");
        List<String> missing = new ArrayList<>();
        for (JsonNode node : body.value("users")) {
            if (request.broker().topology().userOrNull(node.asText()) == null) {
                missing.add(node.asText());
            } else {
                submit(request, new TopologyCommand.DeleteUser(node.asText()));
            }
        }
        if (!missing.isEmpty()) {
            throw ApiException.badTerm("no_such_user", missing.getFirst());
        }
        return Reply.noContent();
    }

    // --- limits --------------------------------------------------------------------------------

    public Reply limits(Request request) {
        Stream<User> users =
                request.path().containsKey("user") ? Stream.of(require(request)) : byName(request);
        return Listing.of(
                request,
                users.filter(user -> !user.limits().isNone()),
                User::name,
                user ->
                        Json.object(
                                "user", user.name(), "value", TopologyView.limits(user.limits())));
    }

    public Reply setLimit(Request request) {
        JsonBody body = request.json();
        body.require("value");
        if (request.broker().topology().userOrNull(request.path("user")) == null) {
            throw ApiException.badTerm("no_such_user", request.path("user"));
        }
        if (!body.value("value").isIntegralNumber()) {
            JsonNode value = body.value("value");
            throw ApiException.badRequest(
                    "%s should be a number, actually was %s"
                            .formatted(
                                    request.path("limit"),
                                    value.isTextual() ? "<<" + value + ">>" : value.toString()));
        }
        return setLimit(request, body.number("value", UserLimits.UNLIMITED));
    }

    public Reply clearLimit(Request request) {
        return setLimit(request, UserLimits.UNLIMITED);
    }

    private static Reply setLimit(Request request, long value) {
        UserLimits known = require(request).limits();
        int number = (int) Math.min(value, Integer.MAX_VALUE);
        if (value < UserLimits.UNLIMITED) {
            throw ApiException.badRequest("limits of a user are -1 or more");
        }
        String limit = request.path("limit");
        UserLimits changed =
                switch (limit) {
                    case "max-connections" -> new UserLimits(number, known.channelsMax());
                    case "max-channels" -> new UserLimits(known.connectionsMax(), number);
                    default ->
                            throw ApiException.badRequest(
                                    "Unrecognised terms [{<<\"%s\">>,%d}] in user-limits"
                                            .formatted(limit, value));
                };
        submit(request, new TopologyCommand.SetUserLimits(request.path("user"), changed));
        return Reply.noContent();
    }

    private static void submit(Request request, TopologyCommand command) {
        Waits.on(request.broker().metadata().submit(command, request.caller().name()));
    }
}
