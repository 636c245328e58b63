package dev.warren.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import java.util.HashMap;
import java.util.Map;

/// Who got how many of many keys.
record Shares(Map<String, String> queueByKey) {

    /// Routes the keys `key-0`, `key-1` and so on. Each has to go to exactly one queue.
    static Shares ofKeys(BindingTable table, int count) {
        Map<String, String> queueByKey = new HashMap<>();
        for (int i = 0; i < count; i++) {
            String key = "key-" + i;
            var queues = Bound.queuesOf(table, key, FieldTable.EMPTY);
            assertThat(queues).hasSize(1);
            queueByKey.put(key, queues.getFirst());
        }
        return new Shares(queueByKey);
    }

    long of(String queue) {
        return queueByKey.values().stream().filter(queue::equals).count();
    }

    /// How many keys go elsewhere than in an earlier look.
    long movedSince(Shares before) {
        return queueByKey.entrySet().stream()
                .filter(e -> !e.getValue().equals(before.queueByKey().get(e.getKey())))
                .count();
    }
}
