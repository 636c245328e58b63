package dev.warren.management.resource;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.ReplyCode;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.queue.Got;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.Settlement;
import dev.warren.engine.topology.QueueDefinition;
import dev.warren.engine.topology.VirtualHost;
import dev.warren.management.http.ApiException;
import dev.warren.management.http.Caller;
import dev.warren.management.http.JsonBody;
import dev.warren.management.http.Reply;
import dev.warren.management.http.Request;
import dev.warren.management.http.Waits;
import dev.warren.management.view.MessageView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Messages that are fetched by hand. What is not to stay away goes back to its place, also when
/// something goes wrong half way.
public final class Messages {

    /// One request fetches so many at most.
    static final int COUNT_MAX = 1_000;

    /// When the bodies have so many bytes together, the request fetches no more.
    static final long BYTES_MAX = 10_000_000;

    public Reply get(Request request) {
        JsonBody body = request.json();
        body.require("count", "ackmode", "encoding");
        long count = Math.min(body.number("count", 0), COUNT_MAX);
        String encoding = body.text("encoding");
        if (!encoding.equals("auto") && !encoding.equals("base64")) {
            throw ApiException.badRequest("Unsupported encoding. Please use auto or base64.");
        }
        Settlement settlement = settlementOrNull(body.text("ackmode"));
        long truncate = body.number("truncate", Integer.MAX_VALUE);
        int shownMax = Math.clamp(truncate, 0, Integer.MAX_VALUE);
        Queue queue = queue(request);
        List<Got> fetched = fetch(request, queue, count, settlement);
        List<Map<String, Object>> views =
                fetched.stream()
                        .map(got -> MessageView.of(got, encoding.equals("auto"), shownMax))
                        .toList();
        return Reply.ok(views);
    }

    /// What becomes of what was fetched; null when it goes back as if its channel had been closed.
    private static @Nullable Settlement settlementOrNull(String ackMode) {
        return switch (ackMode) {
            case "ack_requeue_true" -> null;
            case "ack_requeue_false" -> Settlement.ACK;
            case "reject_requeue_true" -> Settlement.FAIL;
            case "reject_requeue_false" -> Settlement.DISCARD;
            default -> throw ApiException.badRequest("unknown ackmode '" + ackMode + "'");
        };
    }

    private static Queue queue(Request request) {
        VirtualHost vhost = request.vhost();
        ShortString name = request.name("queue");
        Caller caller = request.caller();
        try {
            QueueDefinition definition = vhost.requireQueue(name);
            caller.asking(() -> {
                caller.access(vhost.name()).requireRead(definition.resource());
                return name;
            });
            definition.requireAccess(null);
            Queue queue = request.broker().queueOrNull(definition);
            if (queue != null) {
                return queue;
            }
        } catch (AmqpException e) {
            if (e.code() != ReplyCode.NOT_FOUND) {
                throw e;
            }
            throw ApiException.notFound(e.replyText());
        }
        throw ApiException.notFound();
    }

    /// Null when there is nothing. What the queue refuses is told as to a channel.
    private static @Nullable Got next(Queue queue, long session) {
        try {
            return Waits.on(queue.get(session, false));
        } catch (AmqpException e) {
            throw ApiException.badRequest(e.code().code() + " " + e.getMessage());
        }
    }

    private static List<Got> fetch(
            Request request, Queue queue, long count, @Nullable Settlement settlement) {
        long session = request.broker().newSession();
        List<Got> fetched = new ArrayList<>();
        try {
            long bytes = 0;
            while (fetched.size() < count && bytes < BYTES_MAX) {
                Got got = next(queue, session);
                if (got == null) {
                    break;
                }
                bytes += got.message().bodyLength();
                fetched.add(got);
            }
            if (settlement != null) {
                long[] sequences = fetched.stream().mapToLong(Got::sequence).toArray();
                queue.settle(settlement, sequences, sequences.length);
            }
        } finally {
            Waits.on(queue.release(session));
        }
        return fetched;
    }
}
