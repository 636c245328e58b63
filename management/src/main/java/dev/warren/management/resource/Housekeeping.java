package dev.warren.management.resource;

import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.FieldValue;
import dev.warren.engine.auth.PasswordRules;
import dev.warren.engine.topology.ClusterName;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.management.http.ApiException;
import dev.warren.management.http.JsonBody;
import dev.warren.management.http.Listing;
import dev.warren.management.http.Reply;
import dev.warren.management.http.Request;
import dev.warren.management.http.Waits;
import dev.warren.management.live.AuthAttempts;
import dev.warren.management.view.Json;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// What is done to the node rather than to what it holds: its name, logins that were tried, hashes
/// of passwords.
public final class Housekeeping {

    private static final Set<String> QUEUE_ACTIONS = Set.of("sync", "cancel_sync");

    private final PasswordRules passwords;
    private final AuthAttempts attempts;
    private final SecureRandom random = new SecureRandom();

    public Housekeeping(PasswordRules passwords, AuthAttempts attempts) {
        this.passwords = passwords;
        this.attempts = attempts;
    }

    // --- the cluster's name --------------------------------------------------------------------

    public Reply putClusterName(Request request) {
        JsonBody body = request.json();
        body.require("name");
        Waits.on(
                request.broker()
                        .metadata()
                        .submit(
                                new TopologyCommand.SetGlobalParameter(
                                        ClusterName.PARAMETER,
                                        new FieldValue.LongText(Bytes.of(body.text("name")))),
                                request.caller().name()));
        return Reply.noContent();
    }

    // --- logins --------------------------------------------------------------------------------

    public Reply attempts(Request request) {
        requireNode(request);
        return Listing.of(
                request,
                attempts.counts(),
                AuthAttempts.Count::protocol,
                count ->
                        Json.object(
                                "protocol",
                                count.protocol(),
                                "auth_attempts",
                                count.succeeded() + count.failed(),
                                "auth_attempts_failed",
                                count.failed(),
                                "auth_attempts_succeeded",
                                count.succeeded()));
    }

    /// By address they are not counted, as in RabbitMQ unless it is told to.
    public Reply attemptsBySource(Request request) {
        requireNode(request);
        return Listing.of(request, Stream.<String>of(), name -> name, _ -> Map.of());
    }

    public Reply resetAttempts(Request request) {
        requireNode(request);
        attempts.reset();
        return Reply.noContent();
    }

    static void requireNode(Request request) {
        if (!request.path("node").equals(request.broker().nodeName())) {
            throw ApiException.notFound();
        }
    }

    public Reply hashPassword(Request request) {
        Bytes password = Bytes.of(request.path("password"));
        return Reply.ok(Json.object("ok", passwords.hash(password, random).toBase64()));
    }

    // --- what is there for the sake of clients -------------------------------------------------

    /// There is one node, so that nothing can be spread, and nothing to be synchronised.
    public Reply nothingToDo(Request request) {
        return Reply.noContent();
    }

    public Reply nothingToDoOnNode(Request request) {
        requireNode(request);
        return Reply.noContent();
    }

    /// Virtual hosts that exist are running.
    public Reply startVhost(Request request) {
        request.vhost();
        String node = request.path("node");
        if (!node.equals(request.broker().nodeName())) {
            throw ApiException.badRequest("Request to node " + node + " failed with nodedown");
        }
        return Reply.noContent();
    }

    public Reply queueAction(Request request) {
        request.queueIn(request.vhost());
        JsonBody body = request.json();
        String action = body.text("action");
        if (!QUEUE_ACTIONS.contains(action)) {
            throw ApiException.badTerm("unknown", action);
        }
        return Reply.noContent();
    }

    /// What a node without such things has of them.
    public Reply none(Request request) {
        if (request.path().containsKey("vhost")) {
            request.vhost();
        }
        return Listing.of(request, Stream.<String>of(), name -> name, _ -> Map.of());
    }

    /// RabbitMQ 4 lists queues that a user owns; here queues have no owner.
    public Reply queuesOfUser(Request request) {
        Users.require(request);
        return Reply.ok(List.of());
    }
}
