package dev.warren.management.resource;

import dev.warren.engine.topology.QueueDefinition;
import dev.warren.engine.topology.QueueType;
import dev.warren.management.http.ApiException;
import dev.warren.management.http.Reply;
import dev.warren.management.http.Request;
import dev.warren.management.view.Json;
import java.util.Map;

/// What consumers and publishers of the stream protocol let a stream remember for them: how far
/// they are. There are none of them here, so it remembers nothing.
public final class StreamTracking {

    /// 503 for a queue that is no stream.
    ///
    /// The parameter `type` is `offset` or `writer`; both unless it says so.
    public Reply get(Request request) {
        QueueDefinition queue = request.queueIn(request.vhost());
        if (!queue.type().equals(QueueType.STREAM)) {
            throw ApiException.unavailable("The stream leader is not available");
        }
        String type = request.query("type");
        Map<String, Object> tracking = Json.object("offsets", Map.of(), "writers", Map.of());
        if ("offset".equals(type)) {
            tracking.remove("writers");
        } else if ("writer".equals(type)) {
            tracking.remove("offsets");
        }
        return Reply.ok(tracking);
    }
}
