package dev.warren.links.federation;

import dev.warren.codec.value.ShortString;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Tells links that the bindings of their exchange have changed. Any thread.
final class Bells {

    private record Exchange(String vhost, ShortString name) {}

    private final Map<Exchange, Set<Inbox>> listening = new ConcurrentHashMap<>();

    void listen(String vhost, ShortString exchange, Inbox inbox) {
        listening
                .computeIfAbsent(new Exchange(vhost, exchange), _ -> ConcurrentHashMap.newKeySet())
                .add(inbox);
    }

    void leave(String vhost, ShortString exchange, Inbox inbox) {
        listening.computeIfPresent(
                new Exchange(vhost, exchange),
                (_, inboxes) -> {
                    inboxes.remove(inbox);
                    return inboxes.isEmpty() ? null : inboxes;
                });
    }

    void ring(String vhost, ShortString exchange) {
        listening.getOrDefault(new Exchange(vhost, exchange), Set.of()).forEach(Inbox::changed);
    }
}
