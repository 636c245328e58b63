package dev.warren.links.federation;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;

/// Why a broker has closed a channel or a connection, by number.
final class CloseCode {

    /// A failure of another kind.
    static final int NONE = 0;

    private CloseCode() {}

    static int of(IOException failure) {
        if (!(failure.getCause() instanceof ShutdownSignalException signal)) {
            return NONE;
        }
        return switch (signal.getReason()) {
            case AMQP.Channel.Close close -> close.getReplyCode();
            case AMQP.Connection.Close close -> close.getReplyCode();
            case null, default -> NONE;
        };
    }
}
