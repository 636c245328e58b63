package dev.warren.engine.queue;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.ReplyCode;
import dev.warren.engine.exchange.FieldComparison;
import dev.warren.engine.exchange.FieldText;

/// The argument `x-priority` of a consumer: an integer of any sign and width. The higher one is
/// served first.
public final class ConsumerPriority {

    /// Of consumers that ask for none.
    public static final long DEFAULT = 0;

    private static final String ARGUMENT = "x-priority";

    private ConsumerPriority() {}

    /// Refuses a priority that is no integer, with RabbitMQ's text (3.10.8).
    public static void validate(FieldTable arguments, QueueIdentity queue) {
        FieldValue value = arguments.get(ARGUMENT);
        if (value != null && FieldComparison.integerOf(value) == null) {
            throw AmqpException.of(
                    ReplyCode.PRECONDITION_FAILED,
                    "invalid arg '%s' for %s: \"expected integer, got %s\"",
                    ARGUMENT,
                    queue.description(),
                    FieldText.type(value));
        }
    }

    /// Of arguments that are valid.
    public static long of(FieldTable arguments) {
        FieldValue value = arguments.get(ARGUMENT);
        Long priority = value == null ? null : FieldComparison.integerOf(value);
        return priority == null ? DEFAULT : priority;
    }
}
