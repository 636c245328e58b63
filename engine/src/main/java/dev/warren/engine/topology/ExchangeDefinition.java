package dev.warren.engine.topology;

import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.codec.value.ShortString;
import org.jspecify.annotations.Nullable;

/// An exchange as it was declared.
public record ExchangeDefinition(
        ShortString name,
        String type,
        boolean durable,
        boolean autoDelete,
        boolean internal,
        FieldTable arguments) {

    static final String ALTERNATE_EXCHANGE = "alternate-exchange";

    /// The exchange that takes what this one cannot route, by the declared argument.
    public @Nullable ShortString alternateExchangeOrNull() {
        if (!(arguments.get(ALTERNATE_EXCHANGE) instanceof LongText(Bytes name))) {
            return null;
        }
        // No exchange has a longer name, so a longer one leads nowhere.
        return name.length() > ShortString.LENGTH_MAX
                ? null
                : ShortString.copyOf(name.array(), 0, name.length());
    }
}
