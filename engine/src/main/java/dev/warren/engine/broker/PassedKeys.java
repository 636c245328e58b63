package dev.warren.engine.broker;

import dev.warren.engine.dedup.Fingerprint;
import dev.warren.engine.message.Message;
import dev.warren.engine.message.PassedKey;
import dev.warren.engine.routing.Route;
import java.util.ArrayList;
import java.util.List;

/// The keys that a message takes because of exchanges on its way.
final class PassedKeys {

    private PassedKeys() {}

    static List<PassedKey> of(Route route, Message message, Fingerprint fingerprint) {
        List<PassedKey> keys = new ArrayList<>();
        route.guards()
                .forEach((guard, queues) -> {
                    PassedKey key = guard.keyOrNull(message, fingerprint, queues);
                    if (key != null) {
                        keys.add(key);
                    }
                });
        return keys;
    }
}
