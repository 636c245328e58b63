package dev.warren.management.resource;

import dev.warren.engine.topology.QueueDefinition;
import dev.warren.engine.topology.QueueType;
import dev.warren.management.http.ApiException;
import dev.warren.management.http.JsonBody;
import dev.warren.management.http.Reply;
import dev.warren.management.http.Request;
import dev.warren.management.view.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Copies of quorum queues. Each has one, on this node, which leads: it cannot be taken away, and
/// there is no other node to put a second one on. The answers are those of a RabbitMQ node that is
/// alone.
public final class QuorumQueues {

    /// For which queues a node may be given copies: all, or those with an even number of them.
    private static final Set<String> STRATEGIES = Set.of("all", "even");

    /// What is done takes a while in RabbitMQ, so it is only promised.
    private static final Reply ACCEPTED = new Reply(202, null, Map.of());

    /// The copies of a queue, and how far each is. Of a log that is agreed upon there is none here,
    /// so its places are 0.
    public Reply status(Request request) {
        QueueDefinition queue = request.queueIn(request.vhost());
        if (!isQuorum(queue)) {
            return new Reply(
                    503, Json.object("status", "failed", "reason", notSupported(queue)), Map.of());
        }
        Map<String, Object> member =
                Json.object(
                        "Node Name",
                        request.broker().nodeName(),
                        "Raft State",
                        "leader",
                        "Membership",
                        "voter");
        for (String place :
                List.of(
                        "Last Log Index",
                        "Last Written",
                        "Last Applied",
                        "Commit Index",
                        "Snapshot Index",
                        "Term",
                        "Machine Version")) {
            member.put(place, 0);
        }
        return Reply.ok(List.of(member));
    }

    /// Done already for this node; 503 for any other, which is not there.
    public Reply add(Request request) {
        String node = node(request);
        if (!node.equals(request.broker().nodeName())) {
            throw ApiException.unavailable("node_not_running");
        }
        return Reply.noContent();
    }

    /// 503 for this node, which has the only copy; done already for any other.
    public Reply delete(Request request) {
        String node = node(request);
        if (node.equals(request.broker().nodeName())) {
            throw ApiException.unavailable("last_node");
        }
        return ACCEPTED;
    }

    private static String node(Request request) {
        QueueDefinition queue = request.queueIn(request.vhost());
        JsonBody body = request.json();
        String node = body.text("node");
        if (!isQuorum(queue)) {
            throw ApiException.unavailable(notSupported(queue));
        }
        return node;
    }

    /// Gives a node copies of queues: this one has one of each. 404 for any other.
    public Reply grow(Request request) {
        Housekeeping.requireNode(request);
        JsonBody body = request.json();
        body.require("vhost_pattern", "queue_pattern", "strategy");
        String strategy = body.text("strategy");
        if (!STRATEGIES.contains(strategy)) {
            throw ApiException.badTerm("unknown", strategy);
        }
        return Reply.noContent();
    }

    /// Takes the copies of queues from a node, but never the last of a queue: so nothing happens.
    public Reply shrink(Request request) {
        return ACCEPTED;
    }

    private static boolean isQuorum(QueueDefinition queue) {
        return queue.type().equals(QueueType.QUORUM);
    }

    private static String notSupported(QueueDefinition queue) {
        return queue.type().name() + "_queue_not_supported";
    }
}
