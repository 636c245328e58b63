package dev.warren.engine.recovery;

import dev.warren.engine.log.RecordInfo;
import java.util.Collection;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What the log holds of one queue, as its records are read. Owned by whoever reads.
final class QueueContents {

    /// The record that another one has replaced.
    record Replaced(@Nullable RecordInfo recordOrNull) {}

    private final TreeMap<Long, RecordInfo> messages = new TreeMap<>();
    private @Nullable RecordInfo mark;
    private long nextSequence;

    Replaced message(RecordInfo record) {
        nextSequence = Math.max(nextSequence, record.sequence() + 1);
        return new Replaced(messages.put(record.sequence(), record));
    }

    Replaced mark(RecordInfo record) {
        Replaced replaced = new Replaced(mark);
        mark = record;
        return replaced;
    }

    /// These are settled, as far as they were there before.
    void settle(long first, int count, Consumer<RecordInfo> settled) {
        nextSequence = Math.max(nextSequence, first + count);
        var range = messages.subMap(first, first + count);
        range.values().forEach(settled);
        range.clear();
    }

    Collection<RecordInfo> messages() {
        return messages.values();
    }

    @Nullable RecordInfo markOrNull() {
        return mark;
    }

    long nextSequence() {
        return Math.max(nextSequence, mark == null ? 0 : mark.sequence());
    }
}
