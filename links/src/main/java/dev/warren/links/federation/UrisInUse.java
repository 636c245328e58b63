package dev.warren.links.federation;

import dev.warren.links.remote.AmqpUri;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Which of the addresses of its upstream each link is connected to, as people may see it. Links
/// write, any thread looks.
final class UrisInUse {

    /// One for each link that is connected.
    private final Map<LinkKey, String> shown = new ConcurrentHashMap<>();

    void connected(LinkKey link, AmqpUri uri) {
        shown.put(link, uri.shown());
    }

    void disconnected(LinkKey link) {
        shown.remove(link);
    }

    /// Null while the link is not connected.
    @Nullable String shownOrNull(LinkKey link) {
        return shown.get(link);
    }
}
