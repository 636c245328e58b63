package dev.warren.server.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Everything a configuration is read from. The file's text is here, not its path: whoever made
/// this has read it.
///
/// @param files their texts, later ones winning
/// @param environment variables, with the values of those whose value stands in a file
public record Sources(
        Map<String, String> environment,
        List<FileText> files,
        List<String> overrides,
        @Nullable String dataDirectory) {

    /// The variable that says where RabbitMQ finds what only Erlang terms can say, static shovels
    /// among it.
    public static final String ADVANCED = "RABBITMQ_ADVANCED_CONFIG_FILE";

    public Sources {
        environment = Map.copyOf(environment);
        files = List.copyOf(files);
        overrides = List.copyOf(overrides);
    }

    /// With one file, or none.
    public Sources(
            @Nullable FileText file,
            Map<String, String> environment,
            List<String> overrides,
            @Nullable String dataDirectory) {
        this(environment, file == null ? List.of() : List.of(file), overrides, dataDirectory);
    }

    /// A configuration file: its name, as problems shall show it, and its text.
    public record FileText(String name, String text) {}
}
