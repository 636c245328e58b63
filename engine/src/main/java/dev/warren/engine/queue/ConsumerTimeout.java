package dev.warren.engine.queue;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.ReplyCode;
import dev.warren.engine.exchange.FieldComparison;
import dev.warren.engine.exchange.FieldText;
import org.jspecify.annotations.Nullable;

/// The argument `x-consumer-timeout` of a consumer: how many milliseconds it may hold a message
/// without acknowledging it. It wins over what is set for the queue.
public final class ConsumerTimeout {

    /// Of consumers that ask for none: as the queue has it.
    public static final long OF_QUEUE = 0;

    private static final String ARGUMENT = "x-consumer-timeout";

    private ConsumerTimeout() {}

    /// Refuses what is no positive integer, in the words of RabbitMQ's other arguments.
    public static void validate(FieldTable arguments, QueueIdentity queue) {
        FieldValue value = arguments.get(ARGUMENT);
        if (value == null) {
            return;
        }
        Long millis = FieldComparison.integerOf(value);
        if (millis == null || millis <= 0) {
            throw AmqpException.of(
                    ReplyCode.PRECONDITION_FAILED,
                    "invalid arg '%s' for %s: %s",
                    ARGUMENT,
                    queue.description(),
                    fault(value, millis));
        }
    }

    private static String fault(FieldValue value, @Nullable Long millis) {
        if (millis == null) {
            return "\"expected integer, got " + FieldText.type(value) + "\"";
        }
        return millis == 0 ? "{value_zero,0}" : "{value_negative," + millis + "}";
    }

    /// Of arguments that are valid.
    public static long of(FieldTable arguments) {
        FieldValue value = arguments.get(ARGUMENT);
        Long millis = value == null ? null : FieldComparison.integerOf(value);
        return millis == null ? OF_QUEUE : millis;
    }
}
