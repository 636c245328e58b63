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
