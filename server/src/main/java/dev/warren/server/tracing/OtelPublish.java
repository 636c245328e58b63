package dev.warren.server.tracing;

import dev.warren.amqp.tracing.PublishOutcome;
import dev.warren.amqp.tracing.PublishSpan;
import dev.warren.amqp.tracing.TraceSite;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.Queue;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Arrays;
import java.util.Locale;

/// A publish that goes on: see [OtelTrace].
///
/// @param span from the last byte of the message to its confirm
record OtelPublish(OtelTrace trace, TraceSite by, Message message, Span span)
        implements PublishSpan {

    /// Of more queues the span says only how many.
    private static final int QUEUES_NAMED_MAX = 16;

    @Override
    public void routed(Queue[] queues) {
        trace.begin(SpanNames.ROUTE, trace.publisher().with(span), by, message, null)
                .setAttribute(SpanNames.QUEUE_COUNT, (long) queues.length)
                .setAttribute(
                        SpanNames.QUEUES,
                        Arrays.stream(queues)
                                .limit(QUEUES_NAMED_MAX)
                                .map(queue -> queue.identity().name().toString())
                                .toList())
                .startSpan()
                .end();
    }

    @Override
    public void ended(PublishOutcome outcome) {
        span.setAttribute(SpanNames.OUTCOME, outcome.name().toLowerCase(Locale.ROOT));
        if (outcome == PublishOutcome.REFUSED || outcome == PublishOutcome.BROKEN_OFF) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }
}
