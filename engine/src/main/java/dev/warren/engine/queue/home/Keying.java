package dev.warren.engine.queue.home;

import dev.warren.engine.dedup.Fingerprint;
import dev.warren.engine.dedup.KeyMark;
import dev.warren.engine.dedup.KeyRule;
import dev.warren.engine.message.Message;
import dev.warren.engine.message.PassedKey;
import dev.warren.engine.queue.machine.QueueMachine;
import dev.warren.engine.queue.store.Arrived;
import dev.warren.engine.topology.QueueNumbers;
import dev.warren.engine.topology.QueueSettings.Deduplication;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the keys of messages that come into a queue. Owned by the queue's lane.
///
/// A dead letter has none in the window, nor has what is tried again: it was not published twice.
final class Keying {

    private final long queue;
    private Deduplication rules;
    private boolean isAsked;
    private @Nullable Fingerprint fingerprint;

    /// @param queue its number. What waits beside a queue is asked for by the number of that one
    Keying(long queue, Deduplication rules) {
        this.queue = QueueNumbers.besideWhich(queue);
        this.rules = rules;
        this.isAsked = rules.isAsked();
    }

    void configure(Deduplication changed) {
        rules = changed;
        isAsked = changed.isAsked();
    }

    /// Whether keys of this message are asked for at all.
    boolean asks(Message message) {
        return isAsked || !message.passedKeys().isEmpty();
    }

    /// The keys that the message takes, if nobody has them. Mostly none or one.
    List<KeyMark> of(Message message, long nowMillis) {
        if (!asks(message)) {
            return List.of();
        }
        List<KeyMark> keys = new ArrayList<>(1);
        Long window = rules.windowMillis();
        if (window != null && !message.marks().hasComeBefore()) {
            add(keys, rules.key(), message, KeyMark.QUEUE, until(nowMillis, window));
        }
        if (rules.whilePresent()) {
            add(keys, KeyRule.USUAL_HEADER_ONLY, message, KeyMark.PRESENT, 0);
        }
        for (PassedKey key : message.passedKeys()) {
            if (key.queues().contains(queue) && keys.size() < Arrived.KEYS_MAX) {
                long until = until(nowMillis, key.windowMillis());
                keys.add(new KeyMark(key.scope(), key.high(), key.low(), until, key.keysMax()));
            }
        }
        return keys;
    }

    private static long until(long nowMillis, long windowMillis) {
        return windowMillis >= Long.MAX_VALUE - nowMillis
                ? Long.MAX_VALUE
                : nowMillis + windowMillis;
    }

    private void add(
            List<KeyMark> keys, KeyRule rule, Message message, long scope, long untilMillis) {
        Fingerprint known = fingerprint;
        if (known == null) {
            known = new Fingerprint();
            fingerprint = known;
        }
        if (known.take(rule, message)) {
            keys.add(new KeyMark(scope, known.high(), known.low(), untilMillis, rules.keysMax()));
        }
    }

    /// Whether a message has come before. Dead letters and what is tried again have, and come
    /// nevertheless.
    static boolean isDuplicate(QueueMachine machine, Message message, List<KeyMark> keys) {
        return !keys.isEmpty()
                && !message.marks().hasComeBefore()
                && machine.keys().isDuplicate(keys);
    }
}
