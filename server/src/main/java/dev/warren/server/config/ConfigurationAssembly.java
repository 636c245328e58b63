package dev.warren.server.config;

import dev.warren.engine.auth.CredentialValidator;
import dev.warren.engine.auth.HashAlgorithm;
import dev.warren.engine.auth.PasswordRules;
import dev.warren.engine.broker.NodeLimits;
import dev.warren.engine.broker.QueueDefaults;
import dev.warren.server.config.ServerConfiguration.Anonymous;
import dev.warren.server.config.ServerConfiguration.DefaultUser;
import dev.warren.server.config.ServerConfiguration.Identity;
import dev.warren.server.config.ServerConfiguration.Lanes;
import dev.warren.server.config.ServerConfiguration.Limits;
import dev.warren.server.config.ServerConfiguration.Listener;
import dev.warren.server.config.ServerConfiguration.LogFile;
import dev.warren.server.config.ServerConfiguration.Logging;
import dev.warren.server.config.ServerConfiguration.Login;
import dev.warren.server.config.ServerConfiguration.Network;
import dev.warren.server.config.ServerConfiguration.Permissions;
import dev.warren.server.config.ServerConfiguration.Resources;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes the records of a [ServerConfiguration] from [Values]: which key goes where, and what
/// several keys mean together.
record ConfigurationAssembly(Values values, int cores) {

    private static final int AMQP_PORT = 5672;

    /// How much memory may be taken when nobody says.
    private static final double MEMORY_SHARE = 0.6;

    ServerConfiguration assemble() {
        return new ServerConfiguration(
                identity(), network(), limits(), login(), resources(), interceptors(), logging());
    }

    private Identity identity() {
        return new Identity(
                values.orNull(Settings.CLUSTER_NAME),
                values.get(Settings.DATA_DIR),
                values.get(Settings.AMQP_VERSION),
                values.get(Settings.STORE),
                values.orNull(AccessSettings.LOAD_DEFINITIONS),
                new QueueDefaults(
                        values.orNull(Settings.DEFAULT_QUEUE_TYPE),
                        values.get(Settings.CONSUMER_TIMEOUT)));
    }

    private Network network() {
        Integer lanes = values.orNull(Settings.LANES);
        return new Network(
                listeners(),
                values.get(Settings.HANDSHAKE_TIMEOUT),
                new Lanes(lanes == null ? cores : lanes, values.get(Settings.LANE_PLACEMENT)),
                nodeLimits());
    }

    private NodeLimits nodeLimits() {
        Integer connections = values.orNull(AccessSettings.MAX_CONNECTIONS);
        return new NodeLimits(
                connections == null ? values.get(AccessSettings.CONNECTION_MAX) : connections,
                values.get(AccessSettings.CHANNEL_MAX_PER_NODE));
    }

    private List<Listener> listeners() {
        if (values.orNull(Settings.NO_TCP) != null) {
            return List.of();
        }
        Map<String, Endpoint> named = values.family(Settings.TCP);
        if (named.isEmpty()) {
            return List.of(new Listener("default", new Endpoint(null, AMQP_PORT)));
        }
        return named.entrySet().stream().map(e -> new Listener(e.getKey(), e.getValue())).toList();
    }

    private Limits limits() {
        Integer channels = values.orNull(Settings.CHANNELS_PER_CONNECTION);
        return new Limits(
                values.get(Settings.FRAME_MAX),
                values.get(Settings.INITIAL_FRAME_MAX),
                channels == null ? values.get(Settings.CHANNEL_MAX) : channels,
                values.get(Settings.HEARTBEAT),
                values.get(Settings.MAX_MESSAGE_SIZE),
                values.get(Settings.CONSUMER_MAX));
    }

    private Login login() {
        return new Login(
                defaultUser(),
                loopbackUsers(),
                mechanisms(),
                anonymousOrNull(),
                passwords(),
                BackendSettings.assemble(values));
    }

    private DefaultUser defaultUser() {
        Map<String, Boolean> tags = values.family(Settings.DEFAULT_USER_TAGS);
        return new DefaultUser(
                values.get(Settings.DEFAULT_USER),
                new Secret(values.get(Settings.DEFAULT_PASS)),
                tags.isEmpty() ? Set.of("administrator") : namesSetToTrue(tags),
                values.get(Settings.DEFAULT_VHOST),
                new Permissions(
                        values.get(Settings.DEFAULT_CONFIGURE),
                        values.get(Settings.DEFAULT_WRITE),
                        values.get(Settings.DEFAULT_READ)));
    }

    /// Naming another user does not open the door for guest: only `guest = false` or `none` does.
    private Set<String> loopbackUsers() {
        if (values.orNull(Settings.NO_LOOPBACK_USERS) != null) {
            return Set.of();
        }
        Map<String, Boolean> named = values.family(Settings.LOOPBACK_USERS);
        var users = new HashSet<>(namesSetToTrue(named));
        if (named.getOrDefault("guest", true)) {
            users.add("guest");
        }
        return users;
    }

    private static Set<String> namesSetToTrue(Map<String, Boolean> named) {
        return named.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private List<String> mechanisms() {
        Map<String, String> named = values.family(Settings.AUTH_MECHANISMS);
        return named.isEmpty() ? List.of("PLAIN", "AMQPLAIN") : List.copyOf(named.values());
    }

    private @Nullable Anonymous anonymousOrNull() {
        String user = values.get(Settings.ANONYMOUS_USER);
        return user.equals("none")
                ? null
                : new Anonymous(user, new Secret(values.get(Settings.ANONYMOUS_PASS)));
    }

    private PasswordRules passwords() {
        HashAlgorithm algorithm =
                HashAlgorithm.byIdOrNull(values.get(AccessSettings.PASSWORD_HASHING));
        return new PasswordRules(
                algorithm == null ? HashAlgorithm.SHA256 : algorithm,
                switch (values.get(AccessSettings.VALIDATOR)) {
                    case "rabbit_credential_validator_min_password_length" ->
                            new CredentialValidator.MinLength(
                                    values.get(AccessSettings.VALIDATOR_MIN_LENGTH));
                    case "rabbit_credential_validator_password_regexp" ->
                            new CredentialValidator.Matching(
                                    Pattern.compile(values.get(AccessSettings.VALIDATOR_REGEXP)));
                    default -> new CredentialValidator.AcceptEverything();
                });
    }

    private ServerConfiguration.Interceptors interceptors() {
        return new ServerConfiguration.Interceptors(
                values.orNull(Settings.STAMP_TIME), values.orNull(Settings.STAMP_NODE));
    }

    private Resources resources() {
        return new Resources(memoryHigh(), diskFree());
    }

    private Watermark memoryHigh() {
        Double relative = values.orNull(Settings.MEMORY_RELATIVE);
        Long absolute = values.orNull(Settings.MEMORY_ABSOLUTE);
        if (relative != null) {
            return new Watermark.Relative(relative);
        }
        return absolute == null
                ? new Watermark.Relative(MEMORY_SHARE)
                : new Watermark.Absolute(absolute);
    }

    private Watermark diskFree() {
        Double relative = values.orNull(Settings.DISK_FREE_RELATIVE);
        return relative == null
                ? new Watermark.Absolute(values.get(Settings.DISK_FREE_ABSOLUTE))
                : new Watermark.Relative(relative);
    }

    private Logging logging() {
        return new Logging(
                values.get(Settings.LOG_CONSOLE)
                        ? values.get(Settings.LOG_CONSOLE_LEVEL)
                        : LogLevel.NONE,
                logFileOrNull(),
                categories());
    }

    private @Nullable LogFile logFileOrNull() {
        Path file = values.get(Settings.LOG_FILE);
        return file.toString().equals("false")
                ? null
                : new LogFile(
                        values.get(Settings.LOG_DIR).resolve(file),
                        values.get(Settings.LOG_FILE_LEVEL));
    }

    private Map<LogCategory, LogLevel> categories() {
        var levels = new EnumMap<LogCategory, LogLevel>(LogCategory.class);
        Settings.LOG_CATEGORIES.forEach((category, setting) -> {
            LogLevel level = values.orNull(setting);
            if (level != null) {
                levels.put(category, level);
            }
        });
        return levels;
    }
}
