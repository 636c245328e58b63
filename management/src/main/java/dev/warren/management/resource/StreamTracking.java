package dev.warren.management.resource;

import dev.warren.engine.topology.QueueDefinition;
import dev.warren.management.http.ApiException;
import dev.warren.management.http.Reply;
import dev.warren.management.http.Request;
import dev.warren.management.view.Json;
import java.util.Map;

/// What consumers and publishers of the stream protocol let a stream remember for them: how far
/// they are. There are none of them here, so it remembers nothing.
public final class StreamTracking {

    private static final String STREAM = "stream";

    /// 503 for a queue that is no stream.
    ///
    /// The parameter `type` is `offset` or `writer`; both unless it says so.
    public Reply get(Request request) {
        QueueDefinition queue = request.vhost().queueOrNull(request.name("queue"));
        if (queue == null) {
            throw ApiException.notFound();
        }
        if (!queue.type().name().equals(STREAM)) {
            throw new ApiException(
                    503, "service_unavailable", "The stream leader is not available");
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
