package dev.warren.server.config;

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
    static final Map<LogCategory, Setting<LogLevel>> LOG_CATEGORIES = settings();

    static final List<Setting<?>> ALL =
            Stream.concat(
                            Stream.<Setting<?>>of(
                                    LOG_CONSOLE,
                                    LOG_CONSOLE_LEVEL,
                                    LOG_FILE,
                                    LOG_FILE_LEVEL,
                                    LOG_DIR),
                            LOG_CATEGORIES.values().stream())
                    .toList();

    private LogSettings() {}

    static Logging assemble(Values values) {
        return new Logging(
                values.get(LOG_CONSOLE) ? values.get(LOG_CONSOLE_LEVEL) : LogLevel.NONE,
                logFileOrNull(values),
                categories(values));
    }

    private static @Nullable LogFile logFileOrNull(Values values) {
        Path file = values.get(LOG_FILE);
        return file.toString().equals("false")
                ? null
                : new LogFile(values.get(LOG_DIR).resolve(file), values.get(LOG_FILE_LEVEL));
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
