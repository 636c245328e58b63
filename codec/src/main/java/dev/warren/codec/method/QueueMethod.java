package dev.warren.codec.method;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;

/// The methods of class queue: declaring, binding, purging and deleting queues.
public sealed interface QueueMethod extends Method {

    record Declare(
            ShortString queue,
            boolean passive,
            boolean durable,
            boolean exclusive,
            boolean autoDelete,
            boolean noWait,
            FieldTable arguments)
            implements QueueMethod {
        @Override
        public int id() {
            return MethodIds.QUEUE_DECLARE;
        }

        @Override
        public void write(MethodWriter out) {
            out.shortInt(0)
                    .shortString(queue)
                    .bit(passive)
                    .bit(durable)
                    .bit(exclusive)
                    .bit(autoDelete)
                    .bit(noWait)
                    .table(arguments);
        }
    }

    record DeclareOk(ShortString queue, long messageCount, long consumerCount)
            implements QueueMethod {
        @Override
        public int id() {
            return MethodIds.QUEUE_DECLARE_OK;
        }

        @Override
        public void write(MethodWriter out) {
            out.shortString(queue).longInt(messageCount).longInt(consumerCount);
        }
    }

    record Bind(
            ShortString queue,
            ShortString exchange,
            ShortString routingKey,
            boolean noWait,
            FieldTable arguments)
            implements QueueMethod {
        @Override
        public int id() {
            return MethodIds.QUEUE_BIND;
        }

        @Override
        public void write(MethodWriter out) {
            out.shortInt(0)
                    .shortString(queue)
                    .shortString(exchange)
                    .shortString(routingKey)
                    .bit(noWait)
                    .table(arguments);
        }
    }

    record BindOk() implements QueueMethod {
        @Override
        public int id() {
            return MethodIds.QUEUE_BIND_OK;
        }
    }

    record Unbind(
            ShortString queue, ShortString exchange, ShortString routingKey, FieldTable arguments)
            implements QueueMethod {
        @Override
        public int id() {
            return MethodIds.QUEUE_UNBIND;
        }

        @Override
        public void write(MethodWriter out) {
            out.shortInt(0)
                    .shortString(queue)
                    .shortString(exchange)
                    .shortString(routingKey)
                    .table(arguments);
        }
    }

    record UnbindOk() implements QueueMethod {
        @Override
        public int id() {
            return MethodIds.QUEUE_UNBIND_OK;
        }
    }

    record Purge(ShortString queue, boolean noWait) implements QueueMethod {
        @Override
        public int id() {
            return MethodIds.QUEUE_PURGE;
        }

        @Override
        public void write(MethodWriter out) {
            out.shortInt(0).shortString(queue).bit(noWait);
        }
    }

    record PurgeOk(long messageCount) implements QueueMethod {
        @Override
        public int id() {
            return MethodIds.QUEUE_PURGE_OK;
        }

        @Override
        public void write(MethodWriter out) {
            out.longInt(messageCount);
        }
    }

    record Delete(ShortString queue, boolean ifUnused, boolean ifEmpty, boolean noWait)
            implements QueueMethod {
        @Override
        public int id() {
            return MethodIds.QUEUE_DELETE;
        }

        @Override
        public void write(MethodWriter out) {
            out.shortInt(0).shortString(queue).bit(ifUnused).bit(ifEmpty).bit(noWait);
        }
    }

    record DeleteOk(long messageCount) implements QueueMethod {
        @Override
        public int id() {
            return MethodIds.QUEUE_DELETE_OK;
        }

        @Override
        public void write(MethodWriter out) {
            out.longInt(messageCount);
        }
    }
}
