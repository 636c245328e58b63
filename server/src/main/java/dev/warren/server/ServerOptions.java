package dev.warren.server;

import dev.warren.server.config.Sources;
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

    /// Reads all files, so that all that follows is pure.
    Sources read(Map<String, String> environment) throws StartupException {
        return new Sources(
                ConfigurationFiles.withAdvanced(config, SecretFiles.resolve(environment)),
                ConfigurationFiles.read(config, environment),
                overrides,
                dataDirectory);
    }
}
