package dev.warren.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.queue.ConfirmSink;
import dev.warren.engine.recovery.WindowTimes.Sent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// What clients know of one queue that has a window, or stands behind one.
final class WindowTrack {

    private final String name;
    private final Map<Long, Sent> sent = new HashMap<>();
    private final Set<Long> confirmed = new HashSet<>();
    private final Set<Long> acked = new HashSet<>();

    /// Those that have come, by key; a crash takes those with it that may never have been durable.
    private final Map<String, Set<Long>> come = new HashMap<>();

    /// Keys that have come once more, when their time was over.
    long comeAgain;

    WindowTrack(String name) {
        this.name = name;
    }

    ConfirmSink publish(Sent message) {
        sent.put(message.id(), message);
        return new ConfirmSink() {
            @Override
            public void confirmed(long number) {
                confirmed.add(message.id());
            }

            @Override
            public void refused(long number) {
                throw new AssertionError("refused " + number);
            }
        };
    }

    void delivered(long id) {
        Sent message = Objects.requireNonNull(sent.get(id));
        Set<Long> others = come.computeIfAbsent(message.key(), _ -> new HashSet<>());
        for (long other : others) {
            assertThat(areRivals(message, Objects.requireNonNull(sent.get(other))))
                    .as("%s comes to %s as %d and as %d", message.key(), name, other, id)
                    .isFalse();
        }
        if (others.add(id) && others.size() > 1) {
            comeAgain++;
        }
    }

    private static boolean areRivals(Sent one, Sent other) {
        return one.rivals().contains(other.id()) || other.rivals().contains(one.id());
    }

    void acked(long id) {
        acked.add(id);
    }

    /// What nobody has confirmed may be lost, and its key with it.
    void crash() {
        Set<Long> durable = new HashSet<>(confirmed);
        confirmed.forEach(id -> durable.addAll(Objects.requireNonNull(sent.get(id)).originals()));
        come.values().forEach(ids -> ids.retainAll(confirmed));
        acked.retainAll(durable);
    }

    /// Everything has been taken: for each message that was confirmed there was one with its key.
    void assertAllCame() {
        for (long id : confirmed) {
            Sent message = Objects.requireNonNull(sent.get(id));
            assertThat(acked.contains(id) || message.originals().stream().anyMatch(acked::contains))
                    .as("%d of %s was confirmed at %s, and came", id, message.key(), name)
                    .isTrue();
        }
    }

    /// How many were confirmed and have not come, because others had.
    long swallowed() {
        return confirmed.stream().filter(id -> !acked.contains(id)).count();
    }
}
