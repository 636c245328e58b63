package dev.warren.codec.method;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;

/// The methods of class exchange, with RabbitMQ's bindings between exchanges.
public sealed interface ExchangeMethod extends Method {

    record Declare(
            ShortString exchange,
            ShortString type,
            boolean passive,
            boolean durable,
            boolean autoDelete,
            boolean internal,
            boolean noWait,
            FieldTable arguments)
            implements ExchangeMethod {
        @Override
        public int id() {
            return MethodIds.EXCHANGE_DECLARE;
        }

        @Override
        public void write(MethodWriter out) {
            out.shortInt(0)
                    .shortString(exchange)
                    .shortString(type)
                    .bit(passive)
                    .bit(durable)
                    .bit(autoDelete)
                    .bit(internal)
                    .bit(noWait)
                    .table(arguments);
        }
    }

    record DeclareOk() implements ExchangeMethod {
        @Override
        public int id() {
            return MethodIds.EXCHANGE_DECLARE_OK;
        }
    }

    record Delete(ShortString exchange, boolean ifUnused, boolean noWait)
            implements ExchangeMethod {
        @Override
        public int id() {
            return MethodIds.EXCHANGE_DELETE;
        }

        @Override
        public void write(MethodWriter out) {
            out.shortInt(0).shortString(exchange).bit(ifUnused).bit(noWait);
        }
    }

    record DeleteOk() implements ExchangeMethod {
        @Override
        public int id() {
            return MethodIds.EXCHANGE_DELETE_OK;
        }
    }

    record Bind(
            ShortString destination,
            ShortString source,
            ShortString routingKey,
            boolean noWait,
            FieldTable arguments)
            implements ExchangeMethod {
        @Override
        public int id() {
            return MethodIds.EXCHANGE_BIND;
        }

        @Override
        public void write(MethodWriter out) {
            out.shortInt(0)
                    .shortString(destination)
                    .shortString(source)
                    .shortString(routingKey)
                    .bit(noWait)
                    .table(arguments);
        }
    }

    record BindOk() implements ExchangeMethod {
        @Override
        public int id() {
            return MethodIds.EXCHANGE_BIND_OK;
        }
    }

    record Unbind(
            ShortString destination,
            ShortString source,
            ShortString routingKey,
            boolean noWait,
            FieldTable arguments)
            implements ExchangeMethod {
        @Override
        public int id() {
            return MethodIds.EXCHANGE_UNBIND;
        }

        @Override
        public void write(MethodWriter out) {
            out.shortInt(0)
                    .shortString(destination)
                    .shortString(source)
                    .shortString(routingKey)
                    .bit(noWait)
                    .table(arguments);
        }
    }

    record UnbindOk() implements ExchangeMethod {
        @Override
        public int id() {
            return MethodIds.EXCHANGE_UNBIND_OK;
        }
    }
}
