package dev.warren.codec.method;

/// What is known of a method by its number alone.
public final class Methods {

    private Methods() {}

    /// The name as it stands in error texts: `queue.declare`. An undefined method is named by its
    /// numbers: `50.99`.
    public static String name(int id) {
        return switch (id) {
            case MethodIds.CONNECTION_START -> "connection.start";
            case MethodIds.CONNECTION_START_OK -> "connection.start-ok";
            case MethodIds.CONNECTION_SECURE -> "connection.secure";
            case MethodIds.CONNECTION_SECURE_OK -> "connection.secure-ok";
            case MethodIds.CONNECTION_TUNE -> "connection.tune";
            case MethodIds.CONNECTION_TUNE_OK -> "connection.tune-ok";
            case MethodIds.CONNECTION_OPEN -> "connection.open";
            case MethodIds.CONNECTION_OPEN_OK -> "connection.open-ok";
            case MethodIds.CONNECTION_CLOSE -> "connection.close";
            case MethodIds.CONNECTION_CLOSE_OK -> "connection.close-ok";
            case MethodIds.CONNECTION_BLOCKED -> "connection.blocked";
            case MethodIds.CONNECTION_UNBLOCKED -> "connection.unblocked";
            case MethodIds.CONNECTION_UPDATE_SECRET -> "connection.update-secret";
            case MethodIds.CONNECTION_UPDATE_SECRET_OK -> "connection.update-secret-ok";
            case MethodIds.CHANNEL_OPEN -> "channel.open";
            case MethodIds.CHANNEL_OPEN_OK -> "channel.open-ok";
            case MethodIds.CHANNEL_FLOW -> "channel.flow";
            case MethodIds.CHANNEL_FLOW_OK -> "channel.flow-ok";
            case MethodIds.CHANNEL_CLOSE -> "channel.close";
            case MethodIds.CHANNEL_CLOSE_OK -> "channel.close-ok";
            case MethodIds.ACCESS_REQUEST -> "access.request";
            case MethodIds.ACCESS_REQUEST_OK -> "access.request-ok";
            case MethodIds.EXCHANGE_DECLARE -> "exchange.declare";
            case MethodIds.EXCHANGE_DECLARE_OK -> "exchange.declare-ok";
            case MethodIds.EXCHANGE_DELETE -> "exchange.delete";
            case MethodIds.EXCHANGE_DELETE_OK -> "exchange.delete-ok";
            case MethodIds.EXCHANGE_BIND -> "exchange.bind";
            case MethodIds.EXCHANGE_BIND_OK -> "exchange.bind-ok";
            case MethodIds.EXCHANGE_UNBIND -> "exchange.unbind";
            case MethodIds.EXCHANGE_UNBIND_OK -> "exchange.unbind-ok";
            case MethodIds.QUEUE_DECLARE -> "queue.declare";
            case MethodIds.QUEUE_DECLARE_OK -> "queue.declare-ok";
            case MethodIds.QUEUE_BIND -> "queue.bind";
            case MethodIds.QUEUE_BIND_OK -> "queue.bind-ok";
            case MethodIds.QUEUE_UNBIND -> "queue.unbind";
            case MethodIds.QUEUE_UNBIND_OK -> "queue.unbind-ok";
            case MethodIds.QUEUE_PURGE -> "queue.purge";
            case MethodIds.QUEUE_PURGE_OK -> "queue.purge-ok";
            case MethodIds.QUEUE_DELETE -> "queue.delete";
            case MethodIds.QUEUE_DELETE_OK -> "queue.delete-ok";
            case MethodIds.BASIC_QOS -> "basic.qos";
            case MethodIds.BASIC_QOS_OK -> "basic.qos-ok";
            case MethodIds.BASIC_CONSUME -> "basic.consume";
            case MethodIds.BASIC_CONSUME_OK -> "basic.consume-ok";
            case MethodIds.BASIC_CANCEL -> "basic.cancel";
            case MethodIds.BASIC_CANCEL_OK -> "basic.cancel-ok";
            case MethodIds.BASIC_PUBLISH -> "basic.publish";
            case MethodIds.BASIC_RETURN -> "basic.return";
            case MethodIds.BASIC_DELIVER -> "basic.deliver";
            case MethodIds.BASIC_GET -> "basic.get";
            case MethodIds.BASIC_GET_OK -> "basic.get-ok";
            case MethodIds.BASIC_GET_EMPTY -> "basic.get-empty";
            case MethodIds.BASIC_ACK -> "basic.ack";
            case MethodIds.BASIC_REJECT -> "basic.reject";
            case MethodIds.BASIC_RECOVER_ASYNC -> "basic.recover-async";
            case MethodIds.BASIC_RECOVER -> "basic.recover";
            case MethodIds.BASIC_RECOVER_OK -> "basic.recover-ok";
            case MethodIds.BASIC_NACK -> "basic.nack";
            case MethodIds.TX_SELECT -> "tx.select";
            case MethodIds.TX_SELECT_OK -> "tx.select-ok";
            case MethodIds.TX_COMMIT -> "tx.commit";
            case MethodIds.TX_COMMIT_OK -> "tx.commit-ok";
            case MethodIds.TX_ROLLBACK -> "tx.rollback";
            case MethodIds.TX_ROLLBACK_OK -> "tx.rollback-ok";
            case MethodIds.CONFIRM_SELECT -> "confirm.select";
            case MethodIds.CONFIRM_SELECT_OK -> "confirm.select-ok";
            default -> (id >>> 16) + "." + (id & 0xFFFF);
        };
    }

    /// Whether AMQP or RabbitMQ defines the method.
    public static boolean isDefined(int id) {
        return Character.isLetter(name(id).charAt(0));
    }

    /// Whether frames with a content header and a body follow.
    public static boolean hasContent(int id) {
        return switch (id) {
            case MethodIds.BASIC_PUBLISH,
                    MethodIds.BASIC_RETURN,
                    MethodIds.BASIC_DELIVER,
                    MethodIds.BASIC_GET_OK ->
                    true;
            default -> false;
        };
    }

    /// Whether the specification lets clients send it.
    public static boolean isFromClient(int id) {
        return switch (id) {
            case MethodIds.CONNECTION_START_OK,
                    MethodIds.CONNECTION_SECURE_OK,
                    MethodIds.CONNECTION_TUNE_OK,
                    MethodIds.CONNECTION_OPEN,
                    MethodIds.CONNECTION_CLOSE,
                    MethodIds.CONNECTION_CLOSE_OK,
                    MethodIds.CONNECTION_BLOCKED,
                    MethodIds.CONNECTION_UNBLOCKED,
                    MethodIds.CONNECTION_UPDATE_SECRET,
                    MethodIds.CHANNEL_OPEN,
                    MethodIds.CHANNEL_FLOW,
                    MethodIds.CHANNEL_FLOW_OK,
                    MethodIds.CHANNEL_CLOSE,
                    MethodIds.CHANNEL_CLOSE_OK,
                    MethodIds.ACCESS_REQUEST,
                    MethodIds.EXCHANGE_DECLARE,
                    MethodIds.EXCHANGE_DELETE,
                    MethodIds.EXCHANGE_BIND,
                    MethodIds.EXCHANGE_UNBIND,
                    MethodIds.QUEUE_DECLARE,
                    MethodIds.QUEUE_BIND,
                    MethodIds.QUEUE_UNBIND,
                    MethodIds.QUEUE_PURGE,
                    MethodIds.QUEUE_DELETE,
                    MethodIds.BASIC_QOS,
                    MethodIds.BASIC_CONSUME,
                    MethodIds.BASIC_CANCEL,
                    MethodIds.BASIC_CANCEL_OK,
                    MethodIds.BASIC_PUBLISH,
                    MethodIds.BASIC_GET,
                    MethodIds.BASIC_ACK,
                    MethodIds.BASIC_REJECT,
                    MethodIds.BASIC_RECOVER_ASYNC,
                    MethodIds.BASIC_RECOVER,
                    MethodIds.BASIC_NACK,
                    MethodIds.TX_SELECT,
                    MethodIds.TX_COMMIT,
                    MethodIds.TX_ROLLBACK,
                    MethodIds.CONFIRM_SELECT ->
                    true;
            default -> false;
        };
    }
}
