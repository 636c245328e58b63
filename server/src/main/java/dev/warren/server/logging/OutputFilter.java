package dev.warren.server.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Set;

/// What one output prints: by its own level, except for loggers of a category with a level of its
/// own, which the logger has already applied.
final class OutputFilter extends Filter<ILoggingEvent> {

    private final Level level;
    private final Set<String> loggersWithLevel;
    private final boolean defaultHasLevel;
    private volatile boolean isOff;

    OutputFilter(Level level, Set<String> loggersWithLevel, boolean defaultHasLevel) {
        this.level = level;
        this.loggersWithLevel = Set.copyOf(loggersWithLevel);
        this.defaultHasLevel = defaultHasLevel;
    }

    /// From now on loggers alone decide. Any thread.
    void leaveToLoggers() {
        isOff = true;
    }

    @Override
    public FilterReply decide(ILoggingEvent event) {
        String logger = event.getLoggerName();
        boolean hasLevel =
                isOff
                        || loggersWithLevel.contains(logger)
                        || (defaultHasLevel && !LoggingSetup.isCategory(logger));
        return hasLevel || event.getLevel().isGreaterOrEqual(level)
                ? FilterReply.NEUTRAL
                : FilterReply.DENY;
    }
}
