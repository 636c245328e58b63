package dev.warren.server.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything a configuration is read from. The file's text is here, not its path: whoever made
/// this has read it.
public record Sources(
        @Nullable FileText file,
        Map<String, String> environment,
        List<String> overrides,
        @Nullable String dataDirectory) {

    public Sources {
        environment = Map.copyOf(environment);
        overrides = List.copyOf(overrides);
    }

    /// A configuration file: its name, as problems shall show it, and its text.
    public record FileText(String name, String text) {}
}
