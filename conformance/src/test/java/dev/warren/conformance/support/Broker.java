package dev.warren.conformance.support;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The broker under test, one for the whole test JVM: the one that the system property
/// `conformance.target` names, or a [WarrenProcess] with `conformance.settings`
/// (`key=value,key=value`) on top of the defaults.
public final class Broker implements AutoCloseable {
    private final Target target;
    private final String version;

    /// Null when the broker is not ours to stop.
    private final @Nullable WarrenProcess process;

    private Broker(Target target, String version, @Nullable WarrenProcess process) {
        this.target = target;
        this.version = version;
        this.process = process;
    }

    /// The broker of this test JVM, started by whoever asks first and stopped when the JVM ends.
    public static Broker shared() {
        return Shared.BROKER;
    }

    private static final class Shared {
        private static final Broker BROKER = start();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(BROKER::close, "stop the broker"));
        }
    }

    /// A broker with further settings: a process of our own, or the one of `conformance.target`,
    /// which somebody has set up in the same way.
    public static Broker configured(Map<String, String> more) {
        return start(more);
    }

    /// What a test needs of this broker, for brokers that are not shared.
    public Client client() {
        return new Client(this);
    }

    private static Broker start() {
        return start(Map.of());
    }

    private static Broker start(Map<String, String> more) {
        var uri = System.getProperty("conformance.target", "");
        try {
            if (!uri.isBlank()) {
                var target = Target.parse(uri);
                return new Broker(target, versionOf(target), null);
            }
            var all = settings();
            all.putAll(more);
            var process = WarrenProcess.start(root(), all);
            var target = Target.local(process.port());
            return new Broker(target, versionOf(target), process);
        } catch (IOException | TimeoutException e) {
            throw new IllegalStateException("no broker to test", e);
        }
    }

    /// Warren's repository.
    public static Path root() {
        return Path.of(System.getProperty("warren.root", "..")).toAbsolutePath().normalize();
    }

    /// What `conformance.settings` says, for brokers of our own, and what RabbitMQ has in plugins
    /// that the suite needs.
    public static Map<String, String> settings() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("warren.event_exchange", "true");
        for (var entry : System.getProperty("conformance.settings", "").split(",")) {
            var equals = entry.indexOf('=');
            if (equals > 0) {
                settings.put(entry.substring(0, equals).strip(), entry.substring(equals + 1));
            }
        }
        return settings;
    }

    public Target target() {
        return target;
    }

    /// Whether this is RabbitMQ 3.10, which does a few things otherwise than Warren on purpose.
    boolean is310() {
        return version.startsWith("3.10.");
    }

    Connection connect() throws IOException, TimeoutException {
        return factory(target).newConnection();
    }

    /// Clients of the suite never recover by themselves: a test wants to see what broke.
    static ConnectionFactory factory(Target target) {
        var factory = new ConnectionFactory();
        factory.setHost(target.host());
        factory.setPort(target.port());
        factory.setUsername(target.user());
        factory.setPassword(target.password());
        factory.setVirtualHost(target.vhost());
        factory.setAutomaticRecoveryEnabled(false);
        factory.setTopologyRecoveryEnabled(false);
        factory.setConnectionTimeout(60_000);
        factory.setHandshakeTimeout(60_000);
        factory.setChannelRpcTimeout(60_000);
        factory.setExceptionHandler(new QuietExceptions());
        return factory;
    }

    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }

    private static String versionOf(Target target) throws IOException, TimeoutException {
        try (var connection = factory(target).newConnection()) {
            return String.valueOf(connection.getServerProperties().get("version"));
        }
    }
}
