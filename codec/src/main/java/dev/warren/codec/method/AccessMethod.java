package dev.warren.codec.method;

import dev.warren.codec.value.ShortString;

/// The methods of class access, a relic of AMQP 0-8: a request for access is always granted with a
/// ticket.
public sealed interface AccessMethod extends Method {

    record Request(
            ShortString realm,
            boolean exclusive,
            boolean passive,
            boolean active,
            boolean write,
            boolean read)
            implements AccessMethod {
        @Override
        public int id() {
            return MethodIds.ACCESS_REQUEST;
        }

        @Override
        public void write(MethodWriter out) {
            out.shortString(realm).bit(exclusive).bit(passive).bit(active).bit(write).bit(read);
        }
    }

    record RequestOk(int ticket) implements AccessMethod {
        @Override
        public int id() {
            return MethodIds.ACCESS_REQUEST_OK;
        }

        @Override
        public void write(MethodWriter out) {
            out.shortInt(ticket);
        }
    }
}
