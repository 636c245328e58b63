package dev.warren.engine.queue.home;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.ReplyCode;
import dev.warren.engine.queue.Queue;

/// What a queue answers to what it does not do, in RabbitMQ's words.
final class Refusals {

    private Refusals() {}

    static AmqpException notFound(Queue queue) {
        return new AmqpException(ReplyCode.NOT_FOUND, "no " + queue.identity().description());
    }

    static AmqpException exclusivelyUsed(Queue queue) {
        return new AmqpException(
                ReplyCode.ACCESS_REFUSED, queue.identity().description() + " in exclusive use");
    }

    /// It was to be done only to a queue that is otherwise.
    static AmqpException notAsAsked(Queue queue, String what) {
        return new AmqpException(
                ReplyCode.PRECONDITION_FAILED, queue.identity().description() + " " + what);
    }

    static AmqpException browsedTooMuch(Queue queue) {
        return new AmqpException(
                ReplyCode.RESOURCE_LOCKED,
                queue.identity().description() + " is being browsed by too many");
    }

    static AmqpException noGetting(Queue queue) {
        return new AmqpException(
                ReplyCode.RESOURCE_LOCKED,
                "cannot obtain access to locked "
                        + queue.identity().description()
                        + ". basic.get operations are not supported by quorum queues with"
                        + " single active consumer");
    }
}
