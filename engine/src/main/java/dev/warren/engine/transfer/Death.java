package dev.warren.engine.transfer;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.Array;
import dev.warren.codec.value.FieldValue.Int64;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.codec.value.FieldValue.Timestamp;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.DeathReason;
import dev.warren.engine.routing.ExtraKeys;
import java.util.ArrayList;
import java.util.List;

/// A message dies in a queue, at a time in seconds since 1970.
record Death(Message message, ShortString queue, DeathReason reason, long seconds) {

    static final String COUNT = "count";
    static final String REASON = "reason";
    static final String QUEUE = "queue";

    /// Whether an entry of `x-death` tells of deaths in the same queue for the same reason.
    boolean isSameAs(FieldTable entry) {
        return text(queue).equals(entry.get(QUEUE))
                && LongText.of(reason.text()).equals(entry.get(REASON));
    }

    /// An entry of `x-death` for it as the first of its kind, with its fields in RabbitMQ's order.
    FieldTable entry() {
        ShortString expiration = message.properties().expiration();
        FieldTable entry =
                expiration == null
                        ? FieldTable.EMPTY
                        : FieldTable.EMPTY.with("original-expiration", text(expiration));
        return entry.with(COUNT, new Int64(1))
                .with(REASON, reason.text())
                .with(QUEUE, text(queue))
                .with("time", new Timestamp(seconds))
                .with("exchange", text(message.exchange()))
                .with("routing-keys", new Array(visibleKeys()));
    }

    /// The key and those of `CC`, as the sender wrote them.
    private List<FieldValue> visibleKeys() {
        List<FieldValue> keys = new ArrayList<>();
        keys.add(text(message.routingKey()));
        if (message.headers().get(ExtraKeys.CC) instanceof Array(List<FieldValue> copies)) {
            keys.addAll(copies);
        }
        return keys;
    }

    /// Headers in which `x-first-death-...` tells of this death.
    FieldTable asFirst(FieldTable headers) {
        return tell("x-first-death-", headers);
    }

    /// Headers in which `x-last-death-...` tells of this death.
    FieldTable asLast(FieldTable headers) {
        return tell("x-last-death-", headers);
    }

    private FieldTable tell(String prefix, FieldTable headers) {
        return headers.with(prefix + "reason", reason.text())
                .with(prefix + "queue", text(queue))
                .with(prefix + "exchange", text(message.exchange()));
    }

    static FieldValue text(ShortString text) {
        return new LongText(dev.warren.codec.value.Bytes.copyOf(text.array()));
    }
}
