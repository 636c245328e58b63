package dev.warren.engine.queue;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.ReplyCode;
import dev.warren.engine.exchange.FieldText;
import dev.warren.engine.topology.QueueType;
import java.util.List;

/// What a queue type asks of those who want to consume. Order and texts are RabbitMQ's (3.10.8).
public final class ConsumerArguments {

    /// Of mirrored queues, which are no more: taken and without effect.
    private static final String CANCEL_ON_FAILOVER = "x-cancel-on-ha-failover";

    /// Arguments that have no meaning for streams.
    private static final List<String> NOT_OF_STREAMS = List.of("x-priority", CANCEL_ON_FAILOVER);

    private ConsumerArguments() {}

    /// Refuses arguments that are not good, or belong to queues of another type.
    ///
    /// @param prefetch what the consumer would get; 0 for no limit
    /// @param isChannelLimited whether its channel has a limit for all of its consumers together
    public static void validate(
            FieldTable arguments,
            QueueIdentity queue,
            QueueType type,
            int prefetch,
            boolean isChannelLimited,
            boolean isNoAck) {
        if (type.equals(QueueType.STREAM)) {
            requireOffset(arguments, queue);
            NOT_OF_STREAMS.forEach(name -> refuse(arguments, name, queue, type));
            requireCredit(queue, prefetch, isNoAck);
            requireOwnLimit(queue, isChannelLimited);
        } else {
            ConsumerPriority.validate(arguments, queue);
            requireFlag(arguments, queue);
            ConsumerTimeout.validate(arguments, queue);
            refuse(arguments, StreamOffset.ARGUMENT, queue, type);
        }
    }

    private static void requireFlag(FieldTable arguments, QueueIdentity queue) {
        FieldValue value = arguments.get(CANCEL_ON_FAILOVER);
        if (value != null && !(value instanceof FieldValue.Bool)) {
            throw AmqpException.of(
                    ReplyCode.PRECONDITION_FAILED,
                    "invalid arg '%s' for %s: {unacceptable_type,%s}",
                    CANCEL_ON_FAILOVER,
                    queue.description(),
                    FieldText.type(value));
        }
    }

    private static void requireOffset(FieldTable arguments, QueueIdentity queue) {
        FieldValue value = arguments.get(StreamOffset.ARGUMENT);
        if (value != null && StreamOffset.ofOrNull(arguments) == null) {
            throw AmqpException.of(
                    ReplyCode.PRECONDITION_FAILED,
                    "invalid arg '%s' for %s: {invalid_stream_offset_arg,{%s,%s}}",
                    StreamOffset.ARGUMENT,
                    queue.description(),
                    FieldText.type(value),
                    FieldText.term(value));
        }
    }

    private static void refuse(
            FieldTable arguments, String name, QueueIdentity queue, QueueType type) {
        if (arguments.has(name)) {
            throw AmqpException.of(
                    ReplyCode.PRECONDITION_FAILED,
                    "invalid arg '%s' for %s of queue type %s",
                    name,
                    queue.description(),
                    type.module());
        }
    }

    /// A stream delivers as fast as its consumer acknowledges, and no faster.
    private static void requireCredit(QueueIdentity queue, int prefetch, boolean isNoAck) {
        if (prefetch == 0) {
            throw AmqpException.of(
                    ReplyCode.PRECONDITION_FAILED,
                    "consumer prefetch count is not set for '%s'",
                    queue.description());
        }
        if (isNoAck) {
            throw AmqpException.of(
                    ReplyCode.NOT_IMPLEMENTED,
                    "automatic acknowledgement not supported by stream queues %s",
                    queue.description());
        }
    }

    /// What a stream delivers is counted for each consumer alone.
    private static void requireOwnLimit(QueueIdentity queue, boolean isChannelLimited) {
        if (isChannelLimited) {
            throw AmqpException.of(
                    ReplyCode.NOT_IMPLEMENTED,
                    "%s does not support global qos",
                    queue.description());
        }
    }
}
