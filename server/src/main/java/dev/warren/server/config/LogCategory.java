package dev.warren.server.config;

import java.util.Locale;

/// What a log line is about. Each category has a logger, `warren.connection` and so on; all other
/// loggers are [#DEFAULT].
public enum LogCategory {
    CONNECTION,
    CHANNEL,
    QUEUE,
    FEDERATION,
    UPGRADE,
    USER,
    RA,
    DEFAULT;

    public String logger() {
        return "warren." + word();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
