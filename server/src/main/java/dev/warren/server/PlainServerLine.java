package dev.warren.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The command line with which a broker is nearly always started: `server`, and its options each
/// with a value of its own.
///
/// Loading picocli takes a good part of the start-up, and it knows nothing better of such a line.
/// Whatever is not plain (help, `--set=x`, a wrong word) is left to it, with all that is said about
/// it.
final class PlainServerLine {

    private @Nullable Path config;
    private @Nullable String dataDirectory;
    private final List<String> overrides = new ArrayList<>();

    private PlainServerLine() {}

    /// What the line says, or null when it is not plain.
    static @Nullable ServerOptions optionsOrNull(String[] arguments) {
        if (arguments.length % 2 == 0 || !arguments[0].equals(CommandLineModel.SERVER)) {
            return null;
        }
        var line = new PlainServerLine();
        for (int i = 1; i < arguments.length; i += 2) {
            if (!line.take(arguments[i], arguments[i + 1])) {
                return null;
            }
        }
        return new ServerOptions(line.config, line.overrides, line.dataDirectory);
    }

    private boolean take(String option, String value) {
        if (value.isEmpty() || value.startsWith("-") || value.startsWith("@")) {
            return false;
        }
        return switch (option) {
            case CommandLineModel.CONFIG -> takeConfig(value);
            case CommandLineModel.DATA_DIR -> takeDataDirectory(value);
            case CommandLineModel.SET -> overrides.add(value);
            default -> false;
        };
    }

    private boolean takeConfig(String value) {
        boolean isFirst = config == null;
        config = Path.of(value);
        return isFirst;
    }

    private boolean takeDataDirectory(String value) {
        boolean isFirst = dataDirectory == null;
        dataDirectory = value;
        return isFirst;
    }
}
