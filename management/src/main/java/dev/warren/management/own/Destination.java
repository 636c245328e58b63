package dev.warren.management.own;

import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.broker.MessageMoves.Outgoing;
import dev.warren.engine.message.Message;
import dev.warren.engine.routing.ExtraKeys;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where messages of a job go. Pure.
sealed interface Destination {

    /// What is sent in place of a message, or null when it has no such place to go.
    @Nullable Outgoing outgoingOrNull(String vhost, Message message);

    /// To an exchange, by this key or, when it is null, by those that the message has.
    record ToExchange(ShortString exchange, @Nullable ShortString key) implements Destination {

        @Override
        public Outgoing outgoingOrNull(String vhost, Message message) {
            ShortString newKey = key == null ? message.routingKey() : key;
            Message sent =
                    message.rewritten(exchange, newKey, message.properties(), message.marks());
            List<ShortString> keys = key == null ? ExtraKeys.withOwn(message) : List.of(key);
            return new Outgoing(sent, vhost, exchange, keys);
        }
    }

    /// There too, but changed before.
    record Edited(Destination then, Edit edit) implements Destination {

        @Override
        public @Nullable Outgoing outgoingOrNull(String vhost, Message message) {
            return then.outgoingOrNull(vhost, edit.of(message));
        }
    }

    /// Back to the queue in which it died last, as it was when it came in there: `x-death` tells.
    record ToOrigin() implements Destination {

        private static final String DEATHS = "x-death";

        @Override
        public @Nullable Outgoing outgoingOrNull(String vhost, Message message) {
            FieldTable death = lastDeathOrNull(message);
            ShortString queue = death == null ? null : nameOrNull(death.get("queue"));
            if (death == null || queue == null) {
                return null;
            }
            ShortString exchange = nameOrNull(death.get("exchange"));
            ShortString key = firstOrNull(death.get("routing-keys"));
            Message sent =
                    message.rewritten(
                            exchange == null ? ShortString.EMPTY : exchange,
                            key == null ? queue : key,
                            message.properties(),
                            message.marks());
            return new Outgoing(sent, vhost, ShortString.EMPTY, List.of(queue));
        }

        private static @Nullable FieldTable lastDeathOrNull(Message message) {
            return message.headers().get(DEATHS) instanceof FieldValue.Array(var deaths)
                            && !deaths.isEmpty()
                            && deaths.getFirst() instanceof FieldValue.Table(FieldTable death)
                    ? death
                    : null;
        }

        private static @Nullable ShortString firstOrNull(@Nullable FieldValue keys) {
            return keys instanceof FieldValue.Array(var values) && !values.isEmpty()
                    ? nameOrNull(values.getFirst())
                    : null;
        }

        private static @Nullable ShortString nameOrNull(@Nullable FieldValue value) {
            return value instanceof FieldValue.LongText(Bytes text)
                            && text.length() <= ShortString.LENGTH_MAX
                    ? ShortString.copyOf(text.array(), 0, text.length())
                    : null;
        }
    }
}
