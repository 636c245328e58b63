package dev.warren.server.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.rolling.TimeBasedRollingPolicy;
import ch.qos.logback.core.rolling.TriggeringPolicyBase;
import ch.qos.logback.core.util.FileSize;
import dev.warren.server.config.LogRotation;
import dev.warren.server.config.ServerConfiguration.LogFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;

/// Makes the output of a log file, with its rotation. Whoever gets it starts it.
///
/// By size alone old files are numbered, `w.log.0` the newest; by time they carry it,
/// `w.log.2026-11-21`.
final class LogFiles {

    private LogFiles() {}

    static FileAppender<ILoggingEvent> appender(LoggerContext context, LogFile file) {
        LogRotation rotation = file.rotation();
        if (rotation == null) {
            return at(context, file, new FileAppender<>());
        }
        LogRotation.Period period = rotation.period();
        RollingFileAppender<ILoggingEvent> appender =
                period == null
                        ? new RollingFileAppender<>()
                        : new TimedFile(new OldFiles(file.path(), rotation.count()));
        at(context, file, appender);
        if (period == null) {
            bySize(context, appender, file.path(), rotation);
        } else {
            byTime(context, appender, file.path(), rotation, period);
        }
        return appender;
    }

    private static FileAppender<ILoggingEvent> at(
            LoggerContext context, LogFile file, FileAppender<ILoggingEvent> appender) {
        appender.setContext(context);
        appender.setFile(file.path().toString());
        return appender;
    }

    private static void bySize(
            LoggerContext context,
            RollingFileAppender<ILoggingEvent> appender,
            Path file,
            LogRotation rotation) {
        var policy = new NumberedFiles();
        policy.setContext(context);
        policy.setParent(appender);
        policy.setMinIndex(0);
        policy.setMaxIndex(rotation.count() - 1);
        policy.setFileNamePattern(file + ".%i" + ending(rotation));
        policy.start();
        var trigger = new SizeTrigger(rotation.sizeBytes());
        trigger.setContext(context);
        trigger.start();
        appender.setRollingPolicy(policy);
        appender.setTriggeringPolicy(trigger);
    }

    private static void byTime(
            LoggerContext context,
            RollingFileAppender<ILoggingEvent> appender,
            Path file,
            LogRotation rotation,
            LogRotation.Period period) {
        String name = file + ".%d{" + written(period) + "}";
        TimeBasedRollingPolicy<ILoggingEvent> policy;
        if (rotation.sizeBytes() == 0) {
            policy = new TimeBasedRollingPolicy<>();
            policy.setFileNamePattern(name + ending(rotation));
        } else {
            var sized = new SizeAndTimeBasedRollingPolicy<ILoggingEvent>();
            sized.setContext(context);
            sized.setMaxFileSize(new FileSize(rotation.sizeBytes()));
            sized.setFileNamePattern(name + ".%i" + ending(rotation));
            policy = sized;
        }
        policy.setContext(context);
        policy.setParent(appender);
        policy.start();
        appender.setRollingPolicy(policy);
        appender.setTriggeringPolicy(policy);
    }

    private static String written(LogRotation.Period period) {
        return switch (period) {
            case HOUR -> "yyyy-MM-dd-HH";
            case DAY -> "yyyy-MM-dd";
            case WEEK -> "YYYY-'W'ww";
            case MONTH -> "yyyy-MM";
        };
    }

    private static String ending(LogRotation rotation) {
        return rotation.isCompressed() ? ".gz" : "";
    }

    /// Removes the oldest files whenever one is put aside.
    private static final class TimedFile extends RollingFileAppender<ILoggingEvent> {
        private final OldFiles old;

        TimedFile(OldFiles old) {
            this.old = old;
        }

        @Override
        public void rollover() {
            super.rollover();
            try {
                old.removeOldest();
            } catch (IOException e) {
                addError("Cannot remove old log files", e);
            }
        }
    }

    /// Looks at the file before each line: logback's own looks once a minute, and much can be
    /// written in one.
    private static final class SizeTrigger extends TriggeringPolicyBase<ILoggingEvent> {
        private final long bytesMax;

        SizeTrigger(long bytesMax) {
            this.bytesMax = bytesMax;
        }

        @Override
        public boolean isTriggeringEvent(File active, ILoggingEvent event) {
            return active.length() >= bytesMax;
        }
    }

    /// Logback keeps at most twenty numbered files unless it is told that more are meant.
    private static final class NumberedFiles extends FixedWindowRollingPolicy {
        @Override
        protected int getMaxWindowSize() {
            return Integer.MAX_VALUE;
        }
    }
}
