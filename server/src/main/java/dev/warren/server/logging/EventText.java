package dev.warren.server.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import java.util.List;
import org.slf4j.event.KeyValuePair;

/// What of a logging event is printed, as text.
final class EventText {

    /// The key whose value stands where RabbitMQ prints an Erlang process:
    /// `log.atInfo().addKeyValue("pid", ...)`.
    static final String PID = "pid";

    private static final String NO_PID = "<0.0.0>";

    private EventText() {}

    static String level(ILoggingEvent event) {
        return switch (event.getLevel().toInt()) {
            case Level.ERROR_INT -> "error";
            case Level.WARN_INT -> "warning";
            case Level.INFO_INT -> "info";
            default -> "debug";
        };
    }

    static String pid(ILoggingEvent event) {
        for (KeyValuePair pair : pairs(event)) {
            if (pair.key.equals(PID)) {
                return String.valueOf(pair.value);
            }
        }
        return NO_PID;
    }

    /// The message, then the other pairs as `key=value`, then the stack if there is one.
    static String text(ILoggingEvent event) {
        var text = new StringBuilder(event.getFormattedMessage());
        for (KeyValuePair pair : pairs(event)) {
            if (!pair.key.equals(PID)) {
                text.append(' ').append(pair.key).append('=').append(quoted(pair.value));
            }
        }
        if (event.getThrowableProxy() != null) {
            text.append('\n').append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
        return text.toString();
    }

    private static String quoted(Object value) {
        String text = String.valueOf(value);
        return text.isEmpty() || text.indexOf(' ') >= 0 ? "'" + text + "'" : text;
    }

    static List<KeyValuePair> pairs(ILoggingEvent event) {
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        return pairs == null ? List.of() : pairs;
    }
}
