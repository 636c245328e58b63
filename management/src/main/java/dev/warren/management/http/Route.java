package dev.warren.management.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One method of one path, who may use it, in what form it answers and what it does. Segments in
/// braces take any text.
public record Route(String method, List<String> segments, Need need, Offer offer, Handler handler) {

    /// Answers a request whose sender may use the route. Throws [ApiException], or an
    /// [dev.warren.codec.value.AmqpException] as the engine gives it.
    @FunctionalInterface
    public interface Handler {
        Reply handle(Request request);
    }

    /// The default exchange has no name: `exchanges/%2F//publish`.
    private static final String MAY_BE_EMPTY = "{exchange}";

    public Route {
        segments = List.copyOf(segments);
    }

    public static Route of(String method, String path, Need need, Handler handler) {
        return of(method, path, need, Offer.JSON, handler);
    }

    public static Route of(String method, String path, Need need, Offer offer, Handler handler) {
        return new Route(method, split(path), need, offer, handler);
    }

    /// `/api/queues/` is `/api/queues`; two slashes within are an empty segment.
    static List<String> split(String path) {
        List<String> parts = new ArrayList<>(List.of(path.substring(1).split("/", -1)));
        if (parts.size() > 1 && parts.getLast().isEmpty()) {
            parts.removeLast();
        }
        return parts;
    }

    /// The values of the segments in braces, or null when the path is another.
    @Nullable Map<String, String> matchOrNull(List<String> path) {
        if (path.size() != segments.size()) {
            return null;
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < path.size(); i++) {
            String segment = segments.get(i);
            String given = path.get(i);
            if (segment.startsWith("{")) {
                if (given.isEmpty() && !segment.equals(MAY_BE_EMPTY)) {
                    return null;
                }
                values.put(segment.substring(1, segment.length() - 1), given);
            } else if (!segment.equals(given)) {
                return null;
            }
        }
        return values;
    }
}
