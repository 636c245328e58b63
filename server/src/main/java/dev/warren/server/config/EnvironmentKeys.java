package dev.warren.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

    private static final List<String> WITHOUT_EFFECT =
            List.of(
                    "RABBITMQ_CONF_ENV_FILE",
                    "RABBITMQ_DIST_PORT",
                    "RABBITMQ_ENABLED_PLUGINS_FILE",
                    "RABBITMQ_ERLANG_COOKIE",
                    "RABBITMQ_FEATURE_FLAGS",
                    "RABBITMQ_MAX_OPEN_FILES",
                    "RABBITMQ_PID_FILE",
                    "RABBITMQ_PLUGINS_DIR",
                    "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
                    "RABBITMQ_SSL_CACERTFILE",
                    "RABBITMQ_SSL_CERTFILE",
                    "RABBITMQ_SSL_KEYFILE",
                    "RABBITMQ_VM_MEMORY_HIGH_WATERMARK");

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

    /// Names, and never values: some are secrets. The file of Erlang terms is named.
    static Stream<Problem> warnings(Map<String, String> environment) {
        Stream<Problem> ignored =
                WITHOUT_EFFECT.stream()
                        .filter(variable -> valueOrNull(environment, variable) != null)
                        .map(variable ->
                                new Problem(
                                        Origin.of(variable),
                                        "a variable of RabbitMQ that has no effect on Warren"));
        String advanced = valueOrNull(environment, Sources.ADVANCED);
        return advanced == null ? ignored : Stream.concat(Stream.of(notRead(advanced)), ignored);
    }

    private static Problem notRead(String advanced) {
        return new Problem(
                Origin.of(advanced),
                "Erlang terms are not read: use the keys of rabbitmq.conf, and for static shovels runtime parameters 'shovel', which may stand in a definitions file (load_definitions)");
    }

    private static @Nullable String valueOrNull(Map<String, String> environment, String variable) {
        String value = environment.get(variable);
        return value == null || value.isEmpty() ? null : value;
    }
}
