package dev.warren.engine.topology;

import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.topology.policy.Policy;
import org.jspecify.annotations.Nullable;

/// An exchange as it was declared.
///
/// @param holdingId the number of the queue in which its messages wait, one of [QueueNumbers]; 0 if
///   it is of a type that delays none, and before it is created
public record ExchangeDefinition(
        ShortString name,
        String type,
        boolean durable,
        boolean autoDelete,
        boolean internal,
        FieldTable arguments,
        long holdingId) {

    /// An exchange to be declared.
    public ExchangeDefinition(
            ShortString name,
            String type,
            boolean durable,
            boolean autoDelete,
            boolean internal,
            FieldTable arguments) {
        this(name, type, durable, autoDelete, internal, arguments, 0);
    }

    /// The same with a queue in which messages wait.
    public ExchangeDefinition withHolding(long id) {
        return new ExchangeDefinition(name, type, durable, autoDelete, internal, arguments, id);
    }

    /// Whether messages may wait here before they are routed.
    public boolean delays() {
        return holdingId != 0;
    }

    static final String ALTERNATE_EXCHANGE = "alternate-exchange";

    /// The exchange that takes what this one cannot route, by the declared argument.
    public @Nullable ShortString alternateExchangeOrNull() {
        return nameOrNull(arguments.get(ALTERNATE_EXCHANGE));
    }

    /// The same with a policy: what was declared goes before what the policy says.
    @Nullable ShortString alternateExchangeOrNull(@Nullable Policy policy) {
        return policy == null || arguments.has(ALTERNATE_EXCHANGE)
                ? alternateExchangeOrNull()
                : nameOrNull(policy.definition().get(ALTERNATE_EXCHANGE));
    }

    private static @Nullable ShortString nameOrNull(@Nullable FieldValue value) {
        if (!(value instanceof LongText(Bytes name))) {
            return null;
        }
        // No exchange has a longer name, so a longer one leads nowhere.
        return name.length() > ShortString.LENGTH_MAX
                ? null
                : ShortString.copyOf(name.array(), 0, name.length());
    }
}
