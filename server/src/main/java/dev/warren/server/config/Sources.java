package dev.warren.server.config;

import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /// Variables that whoever made this has read already: where files are, and values that stand in
    /// files.
    static final Set<String> NAMES =
            Set.of(
                    ADVANCED,
                    "RABBITMQ_CONFIG_FILE",
                    "RABBITMQ_CONFIG_FILES",
                    "RABBITMQ_DEFAULT_USER_FILE",
                    "RABBITMQ_DEFAULT_PASS_FILE",
                    "RABBITMQ_DEFAULT_VHOST_FILE");

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
