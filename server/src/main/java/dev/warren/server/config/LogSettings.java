package dev.warren.server.config;

import dev.warren.server.config.ServerConfiguration.ConsoleStyle;
import dev.warren.server.config.ServerConfiguration.LogFile;
import dev.warren.server.config.ServerConfiguration.Logging;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The part of the registry about what the node writes down. See [Settings].
final class LogSettings {

    private static final int ROTATION_COUNT_MAX = 1_000;

    static final Setting<Boolean> LOG_CONSOLE =
            Setting.of("log.console", ValueType.BOOLEAN, true, "log to standard output");
    static final Setting<LogLevel> LOG_CONSOLE_LEVEL =
            Setting.of(
                    "log.console.level",
                    ValueType.oneOf(LogLevel.class),
                    LogLevel.INFO,
                    "what the console gets");
    static final Setting<Path> LOG_FILE =
            Setting.of(
                    "log.file", ValueType.PATH, Path.of("false"), "a file to log to, or `false`");
    static final Setting<LogLevel> LOG_FILE_LEVEL =
            Setting.of(
                    "log.file.level",
                    ValueType.oneOf(LogLevel.class),
                    LogLevel.INFO,
                    "what the file gets");
    static final Setting<Path> LOG_DIR =
            Setting.of(
                    "log.dir",
                    ValueType.PATH,
                    Path.of("."),
                    "where the log file is, unless its name is absolute");
    static final Setting<LogFormat> LOG_CONSOLE_FORMAT =
            Setting.of(
                    "log.console.formatter",
                    ValueType.oneOf(LogFormat.class),
                    LogFormat.PLAINTEXT,
                    "how the console is written");
    static final Setting<String> LOG_CONSOLE_STREAM =
            Setting.of(
                    "log.console.stdio",
                    ValueType.oneOf("stdout", "stderr"),
                    "stdout",
                    "where the console is");
    static final Setting<LogFormat> LOG_FILE_FORMAT =
            Setting.of(
                    "log.file.formatter",
                    ValueType.oneOf(LogFormat.class),
                    LogFormat.PLAINTEXT,
                    "how the file is written");
    static final Setting<String> ROTATION_DATE =
            Setting.of(
                    "log.file.rotation.date",
                    ValueType.LOG_PERIOD,
                    "",
                    "a new file each hour, day, week or month: $H0, $D0, $W0, $M1");
    static final Setting<Long> ROTATION_SIZE =
            Setting.of(
                    "log.file.rotation.size",
                    ValueType.BYTES,
                    0L,
                    "a new file when it has so many bytes; 0: size does not count");
    static final Setting<Integer> ROTATION_COUNT =
            Setting.of(
                    "log.file.rotation.count",
                    ValueType.whole(0, ROTATION_COUNT_MAX),
                    10,
                    "how many old files are kept, at least one");
    static final Setting<Boolean> ROTATION_COMPRESS =
            Setting.of(
                    "log.file.rotation.compress",
                    ValueType.BOOLEAN,
                    false,
                    "whether those are packed");
    static final Map<LogCategory, Setting<LogLevel>> LOG_CATEGORIES = settings();

    static final List<Setting<?>> ALL =
            Stream.concat(
                            Stream.<Setting<?>>of(
                                    LOG_CONSOLE,
                                    LOG_CONSOLE_LEVEL,
                                    LOG_FILE,
                                    LOG_FILE_LEVEL,
                                    LOG_DIR,
                                    LOG_CONSOLE_FORMAT,
                                    LOG_CONSOLE_STREAM,
                                    LOG_FILE_FORMAT,
                                    ROTATION_DATE,
                                    ROTATION_SIZE,
                                    ROTATION_COUNT,
                                    ROTATION_COMPRESS),
                            LOG_CATEGORIES.values().stream())
                    .toList();

    private LogSettings() {}

    static Logging assemble(Values values) {
        return new Logging(
                values.get(LOG_CONSOLE) ? values.get(LOG_CONSOLE_LEVEL) : LogLevel.NONE,
                new ConsoleStyle(
                        values.get(LOG_CONSOLE_FORMAT),
                        values.get(LOG_CONSOLE_STREAM).equals("stderr")),
                logFileOrNull(values),
                categories(values));
    }

    private static @Nullable LogFile logFileOrNull(Values values) {
        Path file = values.get(LOG_FILE);
        return file.toString().equals("false")
                ? null
                : new LogFile(
                        values.get(LOG_DIR).resolve(file),
                        values.get(LOG_FILE_LEVEL),
                        values.get(LOG_FILE_FORMAT),
                        rotationOrNull(values));
    }

    private static @Nullable LogRotation rotationOrNull(Values values) {
        LogRotation.Period period = LogRotation.Period.parseOrNull(values.get(ROTATION_DATE));
        long sizeBytes = values.get(ROTATION_SIZE);
        return period == null && sizeBytes == 0
                ? null
                : new LogRotation(
                        period,
                        sizeBytes,
                        Math.max(1, values.get(ROTATION_COUNT)),
                        values.get(ROTATION_COMPRESS));
    }

    private static Map<LogCategory, LogLevel> categories(Values values) {
        var levels = new EnumMap<LogCategory, LogLevel>(LogCategory.class);
        LOG_CATEGORIES.forEach((category, setting) -> {
            LogLevel level = values.orNull(setting);
            if (level != null) {
                levels.put(category, level);
            }
        });
        return levels;
    }

    private static Map<LogCategory, Setting<LogLevel>> settings() {
        var byCategory = new LinkedHashMap<LogCategory, Setting<LogLevel>>();
        for (LogCategory category : LogCategory.values()) {
            byCategory.put(
                    category,
                    Setting.optional(
                            "log." + category.word() + ".level",
                            ValueType.oneOf(LogLevel.class),
                            "what is logged about this; as the output says unless set"));
        }
        return byCategory;
    }
}
