package dev.warren.engine.transfer;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.Array;
import dev.warren.codec.value.FieldValue.Int64;
import dev.warren.codec.value.FieldValue.Table;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.DeathReason;
import java.util.ArrayList;
import java.util.List;

/// The deaths of a message as its `x-death` header tells them, the latest first: one entry for each
/// queue and reason. Immutable.
///
/// Only what this broker wrote counts ([dev.warren.engine.message.Marks#hasDied]). A header of that
/// name from a client is data, and is overwritten at the first death (RabbitMQ 4), unless
/// [ClientDeathsCount] takes it in.
record DeathHistory(List<FieldTable> entries) {

    static final String HEADER = "x-death";

    private static final DeathHistory NONE = new DeathHistory(List.of());

    DeathHistory {
        entries = List.copyOf(entries);
    }

    static DeathHistory of(Message message) {
        return message.marks().hasDied()
                        && message.headers().get(HEADER) instanceof Array(List<FieldValue> values)
                ? of(values)
                : NONE;
    }

    private static DeathHistory of(List<FieldValue> values) {
        List<FieldTable> entries = new ArrayList<>();
        for (FieldValue value : values) {
            if (value instanceof Table(FieldTable entry)) {
                entries.add(entry);
            }
        }
        return new DeathHistory(entries);
    }

    /// The history with one more death. Another one in the same queue for the same reason is
    /// counted in the entry that is there, which keeps its other fields and moves to the front.
    DeathHistory with(Death death) {
        List<FieldTable> changed = new ArrayList<>(entries.size() + 1);
        FieldTable first = death.entry();
        for (FieldTable entry : entries) {
            if (death.isSameAs(entry)) {
                first = counted(entry);
            } else {
                changed.add(entry);
            }
        }
        changed.addFirst(first);
        return new DeathHistory(changed);
    }

    private static FieldTable counted(FieldTable entry) {
        long count = entry.get(Death.COUNT) instanceof Int64(long times) ? times : 0;
        return entry.with(Death.COUNT, new Int64(count + 1));
    }

    /// Whether a message that goes to this queue would go round without anybody wanting it: it died
    /// there before, and nobody has rejected it since.
    boolean isCircleTo(FieldValue queue) {
        FieldValue rejected = FieldValue.LongText.of(DeathReason.REJECTED.text());
        for (FieldTable entry : entries) {
            if (rejected.equals(entry.get(Death.REASON))) {
                return false;
            }
            if (queue.equals(entry.get(Death.QUEUE))) {
                return true;
            }
        }
        return false;
    }

    FieldValue value() {
        return new Array(entries.stream().<FieldValue>map(Table::new).toList());
    }
}
