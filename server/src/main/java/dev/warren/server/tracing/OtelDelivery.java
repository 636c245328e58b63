package dev.warren.server.tracing;

import dev.warren.amqp.tracing.DeliverySpan;
import dev.warren.amqp.tracing.SettleOutcome;
import io.opentelemetry.api.trace.Span;
import java.util.Locale;

/// A delivery that waits for its settlement: see [OtelTrace].
///
/// @param span from the delivery to the settlement
record OtelDelivery(Span span, String destination) implements DeliverySpan {

    @Override
    public void settled(SettleOutcome outcome) {
        String operation = operation(outcome);
        span.updateName(operation + " " + destination)
                .setAttribute(SpanNames.OPERATION_NAME, operation)
                .setAttribute(SpanNames.OUTCOME, outcome.name().toLowerCase(Locale.ROOT))
                .end();
    }

    /// What settled it.
    private static String operation(SettleOutcome outcome) {
        return switch (outcome) {
            case ACK -> "ack";
            case REQUEUE -> "nack";
            case REJECT, DISCARD -> "reject";
            case TIMEOUT, RELEASE -> SpanNames.SETTLE;
        };
    }
}
