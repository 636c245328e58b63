package dev.warren.server.tracing;

import dev.warren.amqp.tracing.Delivery;
import dev.warren.amqp.tracing.DeliverySpan;
import dev.warren.amqp.tracing.MessageTrace;
import dev.warren.amqp.tracing.PublishSpan;
import dev.warren.amqp.tracing.TraceSite;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.Queue;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/// The trace of one message. Its spans go on from the publisher's:
///
/// ```
///   the publisher's span ─┬─ publish ── route
///                         └─ deliver ── ack, nack, reject ...
/// ```
///
/// A message keeps its headers as they are, so a delivery knows of the publisher's span and not of
/// ours; after a restart too.
record OtelTrace(Tracer tracer, Context publisher) implements MessageTrace {

    private static final String SYSTEM = "rabbitmq";

    @Override
    public PublishSpan published(TraceSite by, Message message) {
        Span span =
                begin(SpanNames.PUBLISH, publisher, by, message, null)
                        .setSpanKind(SpanKind.SERVER)
                        .setAttribute(SpanNames.OPERATION_TYPE, "send")
                        .startSpan();
        return new OtelPublish(this, by, message, span);
    }

    @Override
    public @Nullable DeliverySpan delivered(TraceSite to, Message message, Delivery delivery) {
        Span span =
                begin(SpanNames.DELIVER, publisher, to, message, delivery.queue())
                        .setSpanKind(SpanKind.PRODUCER)
                        .setAttribute(SpanNames.OPERATION_TYPE, "receive")
                        .setAttribute(SpanNames.DELIVERY_TAG, delivery.tag())
                        .setAttribute(SpanNames.REDELIVERED, delivery.redelivered())
                        .startSpan();
        span.end();
        return delivery.isLast() ? null : settlement(publisher.with(span), to, message, delivery);
    }

    /// Named by its outcome when that is known.
    private DeliverySpan settlement(
            Context delivered, TraceSite to, Message message, Delivery delivery) {
        Span span =
                begin(SpanNames.SETTLE, delivered, to, message, delivery.queue())
                        .setSpanKind(SpanKind.SERVER)
                        .setAttribute(SpanNames.OPERATION_TYPE, SpanNames.SETTLE)
                        .setAttribute(SpanNames.DELIVERY_TAG, delivery.tag())
                        .startSpan();
        return new OtelDelivery(span, SpanNames.destination(message, delivery.queue()));
    }

    /// A span with what all have.
    SpanBuilder begin(
            String operation,
            Context parent,
            TraceSite site,
            Message message,
            @Nullable Queue queue) {
        String destination = SpanNames.destination(message, queue);
        SpanBuilder builder =
                tracer.spanBuilder(operation + " " + destination)
                        .setParent(parent)
                        .setAttribute(SpanNames.SYSTEM, SYSTEM)
                        .setAttribute(SpanNames.OPERATION_NAME, operation)
                        .setAttribute(SpanNames.DESTINATION, destination)
                        .setAttribute(SpanNames.BODY_BYTES, (long) message.bodyLength())
                        .setAttribute(SpanNames.VHOST, site.vhost())
                        .setAttribute(SpanNames.CONNECTION, site.connection())
                        .setAttribute(SpanNames.CHANNEL, (long) site.channel());
        if (!message.routingKey().isEmpty()) {
            builder.setAttribute(SpanNames.ROUTING_KEY, message.routingKey().toString());
        }
        ShortString id =
                ContentHeader.messageIdOrNull(message.content(), 0, message.headerLength());
        if (id != null) {
            builder.setAttribute(SpanNames.MESSAGE_ID, id.toString());
        }
        if (queue != null) {
            builder.setAttribute(SpanNames.QUEUE, queue.identity().name().toString());
        }
        return builder;
    }
}
