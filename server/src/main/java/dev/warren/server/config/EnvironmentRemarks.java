package dev.warren.server.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What is to be said about variables of RabbitMQ that have no effect. Names are said and never
/// values: some are secrets. Pure.
///
/// Those by which older images were told about TLS and memory are refused, as RabbitMQ's image
/// does: a node without TLS that somebody takes to have it would be worse than none.
final class EnvironmentRemarks {

    private static final String OURS = "RABBITMQ_";

    /// With the key to use instead.
    private static final Map<String, String> REFUSED = refused();

    private static final Map<String, String> HINTS =
            Map.of(
                    "RABBITMQ_CONF_ENV_FILE",
                            "a shell file of RabbitMQ's that is not read: set its variables themselves",
                    "RABBITMQ_ENABLED_PLUGINS_FILE",
                            "what is built in is on, and nothing else can be added",
                    "RABBITMQ_CONSOLE_LOG",
                            "it has no effect on Warren: use the keys log.console and log.file");

    private static final Set<String> WITHOUT_EFFECT =
            Set.of(
                    "RABBITMQ_CTL_ERL_ARGS",
                    "RABBITMQ_DIST_PORT",
                    "RABBITMQ_ERLANG_COOKIE",
                    "RABBITMQ_FEATURE_FLAGS",
                    "RABBITMQ_IO_THREAD_POOL_SIZE",
                    "RABBITMQ_MAX_NUMBER_OF_ATOMS",
                    "RABBITMQ_MAX_NUMBER_OF_PROCESSES",
                    "RABBITMQ_MAX_OPEN_FILES",
                    "RABBITMQ_PID_FILE",
                    "RABBITMQ_PLUGINS_DIR",
                    "RABBITMQ_PLUGINS_EXPAND_DIR",
                    "RABBITMQ_QUORUM_DIR",
                    "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
                    "RABBITMQ_SERVER_CODE_PATH",
                    "RABBITMQ_SERVER_ERL_ARGS",
                    "RABBITMQ_SERVER_START_ARGS",
                    "RABBITMQ_STREAM_DIR");

    /// What a container platform says about a service of that name.
    private static final Pattern OF_A_PLATFORM =
            Pattern.compile(
                    ".*_SERVICE_(HOST|PORT)(_.*)?|RABBITMQ_PORT|.*_PORT_\\d+_(TCP|UDP)(_.*)?");

    /// What a container's image says about itself.
    private static final Set<String> OF_AN_IMAGE =
            Set.of("RABBITMQ_HOME", "RABBITMQ_PGP_KEY_ID", "RABBITMQ_VERSION");

    private EnvironmentRemarks() {}

    private static Map<String, String> refused() {
        Map<String, String> keys = new TreeMap<>();
        for (String option :
                List.of(
                        "cacertfile",
                        "certfile",
                        "depth",
                        "fail_if_no_peer_cert",
                        "keyfile",
                        "verify")) {
            String name = option.toUpperCase(Locale.ROOT);
            keys.put("RABBITMQ_SSL_" + name, "ssl_options." + option);
            keys.put("RABBITMQ_MANAGEMENT_SSL_" + name, "management.ssl." + option);
        }
        keys.put(
                "RABBITMQ_VM_MEMORY_HIGH_WATERMARK",
                "vm_memory_high_watermark.relative' or 'vm_memory_high_watermark.absolute");
        return Map.copyOf(keys);
    }

    /// What keeps a node from starting.
    static Stream<Problem> refusals(Map<String, String> environment) {
        return names(environment)
                .filter(REFUSED::containsKey)
                .map(name ->
                        new Problem(
                                Origin.of(name),
                                "a variable of older images that is not read; use '"
                                        + REFUSED.get(name)
                                        + "' in a configuration file"));
    }

    /// What the log says.
    static Stream<Problem> warnings(Map<String, String> environment) {
        Stream<Problem> ignored =
                names(environment)
                        .filter(name -> !REFUSED.containsKey(name) && !hasEffect(name))
                        .map(name -> new Problem(Origin.of(name), remark(name)));
        String advanced = environment.getOrDefault(Sources.ADVANCED, "");
        return advanced.isEmpty() ? ignored : Stream.concat(Stream.of(notRead(advanced)), ignored);
    }

    private static Stream<String> names(Map<String, String> environment) {
        return environment.entrySet().stream()
                .filter(variable -> !variable.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .filter(name -> name.startsWith(OURS))
                .sorted();
    }

    private static boolean hasEffect(String name) {
        return EnvironmentKeys.NAMES.contains(name)
                || Sources.NAMES.contains(name)
                || OF_AN_IMAGE.contains(name)
                || OF_A_PLATFORM.matcher(name).matches();
    }

    private static String remark(String name) {
        String hint = HINTS.get(name);
        if (hint != null) {
            return hint;
        }
        return WITHOUT_EFFECT.contains(name)
                ? "a variable of RabbitMQ that has no effect on Warren"
                : "a variable that Warren does not know; it has no effect";
    }

    private static Problem notRead(String advanced) {
        return new Problem(
                Origin.of(advanced),
                "Erlang terms are not read: use the keys of rabbitmq.conf, and for static shovels runtime parameters 'shovel', which may stand in a definitions file (load_definitions)");
    }
}
