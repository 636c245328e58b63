package dev.warren.server;

import dev.warren.server.config.Sources;
import dev.warren.server.config.Sources.FileText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `warren server` was given on the command line.
record ServerOptions(
        @Nullable Path config, List<String> overrides, @Nullable String dataDirectory) {

    ServerOptions {
        overrides = List.copyOf(overrides);
    }

    /// Reads the file, so that all that follows is pure.
    Sources read(Map<String, String> environment) throws StartupException {
        return new Sources(
                config == null ? null : text(config), environment, overrides, dataDirectory);
    }

    private static FileText text(Path file) throws StartupException {
        try {
            return new FileText(file.toString(), Files.readString(file));
        } catch (NoSuchFileException ignoredTheFileIsInTheText) {
            throw unreadable(file, "there is no such file");
        } catch (IOException e) {
            throw unreadable(file, e.toString());
        }
    }

    private static StartupException unreadable(Path file, String why) {
        return new StartupException(
                ExitCode.CONFIGURATION, "cannot read the configuration " + file + ": " + why);
    }
}
