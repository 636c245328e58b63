package dev.warren.engine.transfer;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.message.Marks;
import dev.warren.engine.message.Message;
import dev.warren.engine.routing.ExtraKeys;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes a dead letter of a message: pure. Body and all properties but headers and expiration stay
/// as they are.
final class DeadLetter {

    private DeadLetter() {}

    /// The message after this death, sent to an exchange.
    ///
    /// @param key replaces all keys that it had, those of `CC` and `BCC` too; null keeps them
    static Message of(Death death, ShortString exchange, @Nullable ShortString key) {
        Message message = death.message();
        BasicProperties properties = message.properties();
        FieldTable headers = headers(death, properties.headers());
        List<ShortString> blindKeys = message.marks().blindKeys();
        if (key != null) {
            headers = headers.without(ExtraKeys.CC);
            blindKeys = List.of();
        }
        return message.rewritten(
                exchange,
                key == null ? message.routingKey() : key,
                properties.toBuilder().headers(headers).expiration(null).build(),
                new Marks(true, blindKeys));
    }

    private static FieldTable headers(Death death, @Nullable FieldTable before) {
        FieldTable headers = before == null ? FieldTable.EMPTY : before;
        DeathHistory history = DeathHistory.of(death.message());
        if (history.entries().isEmpty()) {
            headers = death.asFirst(headers);
        }
        return death.asLast(headers).with(DeathHistory.HEADER, history.with(death).value());
    }
}
