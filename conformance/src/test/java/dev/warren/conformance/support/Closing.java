package dev.warren.conformance.support;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ShutdownSignalException;

/// How the broker closed something: which, reply code, reply text, and the method it blames
/// (`queue.declare`, or `-` for class 0 method 0). The vhost under test stands in the text as `/`,
/// whichever it is.
public record Closing(Scope scope, int code, String text, String method) {
    public static final String NO_METHOD = "-";

    public enum Scope {
        CHANNEL,
        CONNECTION,
        /// The socket ended without any close method.
        NONE
    }

    public static Closing channel(int code, String text, String method) {
        return new Closing(Scope.CHANNEL, code, text, method);
    }

    /// There is no such queue in the chapter's virtual host.
    public static Closing noQueue(String queue, String method) {
        return channel(404, "NOT_FOUND - no queue '" + queue + "' in vhost '/'", method);
    }

    /// The queue is exclusive, and another connection's.
    public static Closing locked(String queue, String method) {
        return channel(
                405,
                "RESOURCE_LOCKED - cannot obtain exclusive access to locked queue '%s' in vhost '/'. It could be originally declared on another connection or the exclusive property value does not match that of the original declaration."
                        .formatted(queue),
                method);
    }

    public static Closing connection(int code, String text, String method) {
        return new Closing(Scope.CONNECTION, code, text, method);
    }

    /// The socket just ended.
    public static Closing silent() {
        return new Closing(Scope.NONE, 0, "", NO_METHOD);
    }

    static Closing of(ShutdownSignalException signal, String vhost) {
        return switch (signal.getReason()) {
            case AMQP.Channel.Close close ->
                    channel(
                            close.getReplyCode(),
                            plain(close.getReplyText(), vhost),
                            Methods.name(close.getClassId(), close.getMethodId()));
            case AMQP.Connection.Close close ->
                    connection(
                            close.getReplyCode(),
                            plain(close.getReplyText(), vhost),
                            Methods.name(close.getClassId(), close.getMethodId()));
            case null, default -> silent();
        };
    }

    static String plain(String text, String vhost) {
        return text.replace("vhost '" + vhost + "'", "vhost '/'");
    }
}
