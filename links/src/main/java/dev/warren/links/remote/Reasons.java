package dev.warren.links.remote;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeoutException;

/// Why a connection or a channel is gone or did not come, in one line for people.
public final class Reasons {

    private static final int CAUSES_MAX = 10;

    private Reasons() {}

    /// What the other side has said, if it has said anything, and else what is known here.
    public static String of(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; i < CAUSES_MAX; i++) {
            if (cause instanceof ShutdownSignalException signal && signal.getReason() != null) {
                return said(signal.getReason());
            }
            Throwable next = cause.getCause();
            if (next == null) {
                break;
            }
            cause = next;
        }
        return plain(cause);
    }

    /// Whether the other side has said that something is not there.
    public static boolean isNotFound(Throwable failure) {
        return failure.getCause() instanceof ShutdownSignalException signal
                && signal.getReason() instanceof AMQP.Channel.Close close
                && close.getReplyCode() == AMQP.NOT_FOUND;
    }

    private static String said(Object method) {
        return switch (method) {
            case AMQP.Connection.Close close -> close.getReplyCode() + " " + close.getReplyText();
            case AMQP.Channel.Close close -> close.getReplyCode() + " " + close.getReplyText();
            default -> "closed";
        };
    }

    private static String plain(Throwable cause) {
        String message = cause.getMessage();
        String kind = cause.getClass().getSimpleName();
        if (cause instanceof TimeoutException) {
            return "no answer in time";
        }
        if (message == null || message.isEmpty()) {
            return kind;
        }
        return switch (cause) {
            case UnknownHostException _ -> "unknown host " + message;
            case IOException _, GeneralSecurityException _ -> message;
            default -> kind + ": " + message;
        };
    }
}
