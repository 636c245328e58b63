package dev.warren.server.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.EncoderBase;
import ch.qos.logback.core.joran.spi.ConsoleTarget;
import dev.warren.server.config.LogCategory;
import dev.warren.server.config.LogFormat;
import dev.warren.server.config.LogLevel;
import dev.warren.server.config.ServerConfiguration.LogFile;
import dev.warren.server.config.ServerConfiguration.Logging;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Puts outputs and levels in place, once, before the first line is logged.
///
/// A logger lets pass what at least one output wants, or what its category's own level says; the
/// output's [OutputFilter] does the rest.
public final class LoggingSetup {

    /// Libraries whose start-up is nobody's news.
    private static final List<String> CHATTY = List.of("org.eclipse.jetty", "io.javalin");

    private final LoggerContext context;
    private final Logging logging;
    private final LineFormat format;

    private LoggingSetup(LoggerContext context, Logging logging, ZoneId zone) {
        this.context = context;
        this.logging = logging;
        this.format = LineFormat.in(zone);
    }

    /// Throws if the log file cannot be opened: a broker that was told to keep a log must not run
    /// without.
    public static void apply(LoggerContext context, Logging logging, ZoneId zone)
            throws IOException {
        new LoggingSetup(context, logging, zone).apply();
    }

    /// What is logged from now on, whatever the configuration says: on all outputs, of all
    /// categories. Any thread.
    public static void setLevel(LoggerContext context, LogLevel level) {
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(logback(level));
        for (LogCategory category : LogCategory.values()) {
            context.getLogger(category.logger()).setLevel(logback(level));
        }
        root.iteratorForAppenders()
                .forEachRemaining(appender ->
                        appender.getCopyOfAttachedFiltersList().stream()
                                .filter(OutputFilter.class::isInstance)
                                .map(OutputFilter.class::cast)
                                .forEach(OutputFilter::leaveToLoggers));
    }

    /// True for `warren.connection` and the like; false for every other logger, which is in the
    /// default category.
    static boolean isCategory(String logger) {
        return logger.startsWith("warren.")
                && Stream.of(LogCategory.values()).anyMatch(c -> c.logger().equals(logger));
    }

    private void apply() throws IOException {
        context.reset();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(loggerLevel(LogCategory.DEFAULT));
        for (LogCategory category : LogCategory.values()) {
            context.getLogger(category.logger()).setLevel(loggerLevel(category));
        }
        if (Level.WARN.isGreaterOrEqual(root.getLevel())) {
            CHATTY.forEach(name -> context.getLogger(name).setLevel(Level.WARN));
        }
        outputs().forEach(root::addAppender);
    }

    private Level loggerLevel(LogCategory category) {
        LogLevel own = logging.categories().get(category);
        if (own != null) {
            return logback(own);
        }
        Level console = logback(logging.console());
        LogFile file = logging.file();
        Level toFile = file == null ? Level.OFF : logback(file.level());
        return console.isGreaterOrEqual(toFile) ? toFile : console;
    }

    private List<OutputStreamAppender<ILoggingEvent>> outputs() throws IOException {
        var outputs = new ArrayList<OutputStreamAppender<ILoggingEvent>>();
        if (logging.console() != LogLevel.NONE) {
            var console = new ConsoleAppender<ILoggingEvent>();
            if (logging.style().isStandardError()) {
                console.setTarget(ConsoleTarget.SystemErr.getName());
            }
            outputs.add(started(console, logging.console(), logging.style().format()));
        }
        LogFile file = logging.file();
        if (file != null) {
            var appender = LogFiles.appender(context, file);
            outputs.add(started(appender, file.level(), file.format()));
            if (!appender.isStarted()) {
                throw new IOException("cannot write to the log file " + file.path());
            }
        }
        return outputs;
    }

    private OutputStreamAppender<ILoggingEvent> started(
            OutputStreamAppender<ILoggingEvent> appender, LogLevel level, LogFormat written) {
        EncoderBase<ILoggingEvent> encoder =
                switch (written) {
                    case PLAINTEXT -> new LineEncoder(format);
                    case JSON -> new JsonEncoder(format);
                };
        encoder.setContext(context);
        encoder.start();
        var filter =
                new OutputFilter(
                        logback(level),
                        loggersWithLevel(),
                        logging.categories().containsKey(LogCategory.DEFAULT));
        filter.start();
        appender.setContext(context);
        appender.addFilter(filter);
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }

    private Set<String> loggersWithLevel() {
        return logging.categories().keySet().stream()
                .map(LogCategory::logger)
                .collect(Collectors.toSet());
    }

    /// We log at four levels; a threshold between them is rounded up to the next that exists.
    private static Level logback(LogLevel level) {
        return switch (level) {
            case DEBUG -> Level.DEBUG;
            case INFO -> Level.INFO;
            case NOTICE, WARNING -> Level.WARN;
            case ERROR -> Level.ERROR;
            case CRITICAL, ALERT, EMERGENCY, NONE -> Level.OFF;
        };
    }
}
