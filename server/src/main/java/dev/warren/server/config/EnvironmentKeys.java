package dev.warren.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The environment variables of RabbitMQ and of its official image, as keys of the configuration.
/// An empty one counts as not set. Pure.
final class EnvironmentKeys {

    /// Where AMQP listens, unless the configuration says.
    private static final String NODE_PORT = "RABBITMQ_NODE_PORT";

    private static final String NODE_ADDRESS = "RABBITMQ_NODE_IP_ADDRESS";

    /// A file, or `-` for the console.
    private static final String LOGS = "RABBITMQ_LOGS";

    private static final Map<String, String> KEYS =
            new TreeMap<>(
                    Map.of(
                            "RABBITMQ_DEFAULT_USER", "default_user",
                            "RABBITMQ_DEFAULT_PASS", "default_pass",
                            "RABBITMQ_DEFAULT_VHOST", "default_vhost",
                            "RABBITMQ_LOG_BASE", "log.dir",
                            "RABBITMQ_NODENAME", "warren.node_name",
                            "RABBITMQ_USE_LONGNAME", "warren.long_node_name",
                            "RABBITMQ_MNESIA_DIR", "data_dir"));

    /// Directories in which a data directory is; later ones win. The command line knows them too.
    private static final String DATA_PARENT = "RABBITMQ_DATA_DIR";

    private static final String MNESIA_BASE = "RABBITMQ_MNESIA_BASE";

    /// How the data directory in them is called.
    private static final String DATA_NAME = "warren";

    /// All of them.
    static final Set<String> NAMES =
            Stream.concat(
                            KEYS.keySet().stream(),
                            Stream.of(NODE_PORT, NODE_ADDRESS, LOGS, DATA_PARENT, MNESIA_BASE))
                    .collect(Collectors.toUnmodifiableSet());

    private EnvironmentKeys() {}

    /// What wins over the files.
    static List<Assignment> assignments(Map<String, String> environment) {
        List<Assignment> found = new ArrayList<>(directories(environment));
        KEYS.forEach((variable, key) -> {
            String value = valueOrNull(environment, variable);
            if (value != null) {
                found.add(new Assignment(Origin.of(variable), key, value));
            }
        });
        String logs = valueOrNull(environment, LOGS);
        if (logs != null) {
            boolean isConsole = logs.equals("-");
            Origin origin = Origin.of(LOGS);
            found.add(new Assignment(origin, "log.file", isConsole ? "false" : logs));
            found.add(new Assignment(origin, "log.console", Boolean.toString(isConsole)));
        }
        return found;
    }

    private static List<Assignment> directories(Map<String, String> environment) {
        List<Assignment> found = new ArrayList<>();
        String parent = valueOrNull(environment, DATA_PARENT);
        if (parent != null) {
            found.add(directory(DATA_PARENT, parent, DATA_NAME));
        }
        String base = valueOrNull(environment, MNESIA_BASE);
        if (base != null) {
            String node = valueOrNull(environment, "RABBITMQ_NODENAME");
            found.add(directory(MNESIA_BASE, base, node == null ? DATA_NAME : node));
        }
        return found;
    }

    private static Assignment directory(String variable, String parent, String name) {
        return new Assignment(Origin.of(variable), "data_dir", parent + "/" + name);
    }

    /// Where AMQP listens when no file says.
    static List<Assignment> listener(Map<String, String> environment) {
        String port = valueOrNull(environment, NODE_PORT);
        String address = valueOrNull(environment, NODE_ADDRESS);
        if (port == null && address == null) {
            return List.of();
        }
        String number = port == null ? Integer.toString(NetworkSettings.AMQP_PORT) : port;
        return List.of(
                new Assignment(
                        Origin.of(port == null ? NODE_ADDRESS : NODE_PORT),
                        "listeners.tcp.default",
                        address == null ? number : address + ":" + number));
    }

    private static @Nullable String valueOrNull(Map<String, String> environment, String variable) {
        String value = environment.get(variable);
        return value == null || value.isEmpty() ? null : value;
    }
}
