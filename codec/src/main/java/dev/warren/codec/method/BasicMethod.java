package dev.warren.codec.method;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;

/// The methods of class basic: publishing, consuming and settling. Publish, return, deliver and
/// get-ok have content, which follows in frames of its own.
public sealed interface BasicMethod extends Method {

    record Qos(long prefetchSize, int prefetchCount, boolean global) implements BasicMethod {
        @Override
        public int id() {
            return MethodIds.BASIC_QOS;
        }

        @Override
        public void write(MethodWriter out) {
            out.longInt(prefetchSize).shortInt(prefetchCount).bit(global);
        }
    }

    record QosOk() implements BasicMethod {
        @Override
        public int id() {
            return MethodIds.BASIC_QOS_OK;
        }
    }

    record Consume(
            ShortString queue,
            ShortString consumerTag,
            boolean noLocal,
            boolean noAck,
            boolean exclusive,
            boolean noWait,
            FieldTable arguments)
            implements BasicMethod {
        @Override
        public int id() {
            return MethodIds.BASIC_CONSUME;
        }

        @Override
        public void write(MethodWriter out) {
            out.shortInt(0)
                    .shortString(queue)
                    .shortString(consumerTag)
                    .bit(noLocal)
                    .bit(noAck)
                    .bit(exclusive)
                    .bit(noWait)
                    .table(arguments);
        }
    }

    record ConsumeOk(ShortString consumerTag) implements BasicMethod {
        @Override
        public int id() {
            return MethodIds.BASIC_CONSUME_OK;
        }

        @Override
        public void write(MethodWriter out) {
            out.shortString(consumerTag);
        }
    }

    record Cancel(ShortString consumerTag, boolean noWait) implements BasicMethod {
        @Override
        public int id() {
            return MethodIds.BASIC_CANCEL;
        }

        @Override
        public void write(MethodWriter out) {
            out.shortString(consumerTag).bit(noWait);
        }
    }

    record CancelOk(ShortString consumerTag) implements BasicMethod {
        @Override
        public int id() {
            return MethodIds.BASIC_CANCEL_OK;
        }

        @Override
        public void write(MethodWriter out) {
            out.shortString(consumerTag);
        }
    }

    record Publish(
            ShortString exchange, ShortString routingKey, boolean mandatory, boolean immediate)
            implements BasicMethod {
        @Override
        public int id() {
            return MethodIds.BASIC_PUBLISH;
        }

        @Override
        public void write(MethodWriter out) {
            out.shortInt(0)
                    .shortString(exchange)
                    .shortString(routingKey)
                    .bit(mandatory)
                    .bit(immediate);
        }
    }

    record Return(
            int replyCode, ShortString replyText, ShortString exchange, ShortString routingKey)
            implements BasicMethod {
        @Override
        public int id() {
            return MethodIds.BASIC_RETURN;
        }

        @Override
        public void write(MethodWriter out) {
            out.shortInt(replyCode)
                    .shortString(replyText)
                    .shortString(exchange)
                    .shortString(routingKey);
        }
    }

    record Deliver(
            ShortString consumerTag,
            long deliveryTag,
            boolean redelivered,
            ShortString exchange,
            ShortString routingKey)
            implements BasicMethod {
        @Override
        public int id() {
            return MethodIds.BASIC_DELIVER;
        }

        @Override
        public void write(MethodWriter out) {
            out.shortString(consumerTag)
                    .longLong(deliveryTag)
                    .bit(redelivered)
                    .shortString(exchange)
                    .shortString(routingKey);
        }
    }

    record Get(ShortString queue, boolean noAck) implements BasicMethod {
        @Override
        public int id() {
            return MethodIds.BASIC_GET;
        }

        @Override
        public void write(MethodWriter out) {
            out.shortInt(0).shortString(queue).bit(noAck);
        }
    }

    record GetOk(
            long deliveryTag,
            boolean redelivered,
            ShortString exchange,
            ShortString routingKey,
            long messageCount)
            implements BasicMethod {
        @Override
        public int id() {
            return MethodIds.BASIC_GET_OK;
        }

        @Override
        public void write(MethodWriter out) {
            out.longLong(deliveryTag)
                    .bit(redelivered)
                    .shortString(exchange)
                    .shortString(routingKey)
                    .longInt(messageCount);
        }
    }

    record GetEmpty() implements BasicMethod {
        @Override
        public int id() {
            return MethodIds.BASIC_GET_EMPTY;
        }

        @Override
        public void write(MethodWriter out) {
            out.shortString(ShortString.EMPTY);
        }
    }

    record Ack(long deliveryTag, boolean multiple) implements BasicMethod {
        @Override
        public int id() {
            return MethodIds.BASIC_ACK;
        }

        @Override
        public void write(MethodWriter out) {
            out.longLong(deliveryTag).bit(multiple);
        }
    }

    record Reject(long deliveryTag, boolean requeue) implements BasicMethod {
        @Override
        public int id() {
            return MethodIds.BASIC_REJECT;
        }

        @Override
        public void write(MethodWriter out) {
            out.longLong(deliveryTag).bit(requeue);
        }
    }

    record RecoverAsync(boolean requeue) implements BasicMethod {
        @Override
        public int id() {
            return MethodIds.BASIC_RECOVER_ASYNC;
        }

        @Override
        public void write(MethodWriter out) {
            out.bit(requeue);
        }
    }

    record Recover(boolean requeue) implements BasicMethod {
        @Override
        public int id() {
            return MethodIds.BASIC_RECOVER;
        }

        @Override
        public void write(MethodWriter out) {
            out.bit(requeue);
        }
    }

    record RecoverOk() implements BasicMethod {
        @Override
        public int id() {
            return MethodIds.BASIC_RECOVER_OK;
        }
    }

    record Nack(long deliveryTag, boolean multiple, boolean requeue) implements BasicMethod {
        @Override
        public int id() {
            return MethodIds.BASIC_NACK;
        }

        @Override
        public void write(MethodWriter out) {
            out.longLong(deliveryTag).bit(multiple).bit(requeue);
        }
    }
}
