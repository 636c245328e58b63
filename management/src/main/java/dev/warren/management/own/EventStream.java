package dev.warren.management.own;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.warren.engine.events.Notice;
import dev.warren.engine.events.Notices;
import dev.warren.management.http.ApiException;
import dev.warren.management.http.JsonOut;
import dev.warren.management.http.Reply;
import dev.warren.management.http.Request;
import dev.warren.management.live.EventHub;
import dev.warren.management.live.EventHub.Follower;
import dev.warren.management.live.EventHub.Happened;
import dev.warren.management.view.FieldsView;
import dev.warren.management.view.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.Map;

/// What happens on the node, as server-sent events: with the names and fields of RabbitMQ's event
/// exchange. Each has its own thread, which waits for events and for its client.
public final class EventStream {

    /// A line is written at least so often, so that all see that the other one is there.
    static final long SILENCE_MILLIS_MAX = 15_000;

    /// How often it looks whether the node stops.
    private static final long LOOK_MILLIS = 500;

    private final EventHub hub;

    public EventStream(EventHub hub) {
        this.hub = hub;
    }

    /// All events, or with `name` those whose names begin so.
    public Reply follow(Request request) {
        if (!hub.hasRoom()) {
            throw new ApiException(503, "busy", "Too many follow the events");
        }
        String prefix = request.query("name");
        Notices notices = new Notices(request.broker().nodeName());
        Reply.Streamed body = out -> write(notices, prefix == null ? "" : prefix, out);
        return new Reply(200, body, Map.of("content-type", "text/event-stream"));
    }

    private void write(Notices notices, String prefix, OutputStream out) throws IOException {
        try (Follower follower = hub.followOrNull()) {
            if (follower != null) {
                write(notices, follower, prefix, out);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(Notices notices, Follower follower, String prefix, OutputStream out)
            throws IOException, InterruptedException {
        comment(out);
        long silence = 0;
        while (!follower.isOver()) {
            Happened happened = follower.next(LOOK_MILLIS);
            silence = happened == null ? silence + LOOK_MILLIS : 0;
            if (happened != null) {
                write(notices.of(happened.event()).iterator(), happened.millis(), prefix, out);
            } else if (silence >= SILENCE_MILLIS_MAX) {
                silence = 0;
                comment(out);
            }
            tellDropped(follower.takeDropped(), out);
        }
    }

    private static void comment(OutputStream out) throws IOException {
        out.write(":\n\n".getBytes(UTF_8));
        out.flush();
    }

    private static void write(Iterator<Notice> all, long millis, String prefix, OutputStream out)
            throws IOException {
        while (all.hasNext()) {
            Notice notice = all.next();
            if (notice.name().startsWith(prefix)) {
                Map<String, Object> data = Json.object("timestamp_in_ms", millis);
                data.putAll(FieldsView.of(notice.headers()));
                write(notice.name(), data, out);
            }
        }
        out.flush();
    }

    private static void tellDropped(long count, OutputStream out) throws IOException {
        if (count > 0) {
            write("dropped", Json.object("count", count), out);
            out.flush();
        }
    }

    private static void write(String name, Map<String, ?> data, OutputStream out)
            throws IOException {
        out.write(("event: " + name + "\ndata: ").getBytes(UTF_8));
        out.write(JsonOut.bytes(data));
        out.write("\n\n".getBytes(UTF_8));
    }
}
