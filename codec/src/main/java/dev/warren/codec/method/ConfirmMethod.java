package dev.warren.codec.method;

/// The methods of class confirm, RabbitMQ's publisher confirms.
public sealed interface ConfirmMethod extends Method {

    record Select(boolean noWait) implements ConfirmMethod {
        @Override
        public int id() {
            return MethodIds.CONFIRM_SELECT;
        }

        @Override
        public void write(MethodWriter out) {
            out.bit(noWait);
        }
    }

    record SelectOk() implements ConfirmMethod {
        @Override
        public int id() {
            return MethodIds.CONFIRM_SELECT_OK;
        }
    }
}
