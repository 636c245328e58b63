package dev.warren.server;

import dev.warren.amqp.door.AlternativeName;
import dev.warren.amqp.door.CertificateName;
import dev.warren.amqp.door.TlsDoor;
import dev.warren.management.HttpDoor;
import dev.warren.management.view.NodeFacts.Certificate;
import dev.warren.server.config.ServerConfiguration;
import dev.warren.server.config.ServerConfiguration.CertificateLogin;
import dev.warren.server.config.ServerConfiguration.TlsManagement;
import dev.warren.server.config.ServerConfiguration.TlsNetwork;
import dev.warren.server.config.TlsOptions;
import dev.warren.server.tls.TlsException;
import dev.warren.server.tls.TlsFileWatch;
import dev.warren.server.tls.TlsIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// TLS at the doors of a node: who it is there, the threads of handshakes, and the watch over its
/// files. Without TLS there are no threads.
final class NodeTls implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(NodeTls.class);

    /// Null when AMQP has no TLS.
    private final @Nullable TlsIdentity amqp;

    /// Null when the HTTP API has no TLS.
    private final @Nullable TlsIdentity http;

    /// Null when metrics have no TLS.
    private final @Nullable TlsIdentity metrics;

    private final ExecutorService handshakes;
    private final TlsFileWatch watch;

    private NodeTls(
            @Nullable TlsIdentity amqp, @Nullable TlsIdentity http, @Nullable TlsIdentity metrics) {
        this.amqp = amqp;
        this.http = http;
        this.metrics = metrics;
        this.handshakes =
                Executors.newFixedThreadPool(
                        Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
                        Thread.ofPlatform().name("tls-handshake-", 0).daemon().factory());
        this.watch = new TlsFileWatch(identities());
    }

    /// Reads the files, and changes nothing.
    static NodeTls load(ServerConfiguration configuration) throws StartupException {
        TlsNetwork network = configuration.network().tls();
        ServerConfiguration.MetricsDoor metrics = configuration.monitoring().metrics();
        return new NodeTls(
                network.listeners().isEmpty() ? null : identity(network.options()),
                identityOrNull(configuration.management().tls()),
                metrics == null ? null : identityOrNull(metrics.where().tls()));
    }

    private static @Nullable TlsIdentity identityOrNull(@Nullable TlsManagement door)
            throws StartupException {
        return door == null ? null : identity(door.options());
    }

    private static TlsIdentity identity(TlsOptions options) throws StartupException {
        try {
            return TlsIdentity.load(options);
        } catch (TlsException e) {
            throw new StartupException(ExitCode.CONFIGURATION, String.valueOf(e.getMessage()));
        }
    }

    /// Says what is odd about it, now that there is a log, and looks after the files from now on.
    void start() {
        List<TlsIdentity> all = identities();
        all.forEach(identity -> identity.warnings().forEach(text -> LOG.warn("{}", text)));
        if (!all.isEmpty()) {
            watch.start();
        }
    }

    private List<TlsIdentity> identities() {
        List<TlsIdentity> all = new ArrayList<>();
        if (amqp != null) {
            all.add(amqp);
        }
        if (http != null) {
            all.add(http);
        }
        if (metrics != null) {
            all.add(metrics);
        }
        return all;
    }

    /// What is shown at the doors, just now.
    List<Certificate> certificates() {
        List<Certificate> shown = new ArrayList<>();
        add(shown, AmqpDoors.SECURED, amqp);
        add(shown, ManagementDoor.SECURED, http);
        add(shown, MetricsDoor.SECURED, metrics);
        return shown;
    }

    private static void add(
            List<Certificate> shown, String protocol, @Nullable TlsIdentity identity) {
        if (identity != null) {
            String file = identity.certificateFile().toString();
            shown.add(new Certificate(protocol, file, identity.expires()));
        }
    }

    /// What AMQP clients meet. Only where AMQP has TLS.
    TlsDoor amqp(TlsNetwork network) {
        TlsIdentity identity = amqp;
        if (identity == null) {
            throw new IllegalStateException("AMQP has no TLS");
        }
        return new TlsDoor(
                identity::newEngine,
                name(network.login()),
                handshakes,
                network.handshakeTimeoutMillis());
    }

    /// What clients of the HTTP API meet. Only where that has TLS.
    HttpDoor.Tls http() {
        return door(http, "the HTTP API has no TLS");
    }

    /// What Prometheus meets. Only where metrics have TLS.
    HttpDoor.Tls metrics() {
        return door(metrics, "metrics have no TLS");
    }

    private static HttpDoor.Tls door(@Nullable TlsIdentity identity, String otherwise) {
        if (identity == null) {
            throw new IllegalStateException(otherwise);
        }
        return new HttpDoor.Tls(identity.context(), identity::newEngine);
    }

    private static CertificateName name(CertificateLogin login) {
        return switch (login.from()) {
            case DISTINGUISHED_NAME -> CertificateName.distinguishedName();
            case COMMON_NAME -> CertificateName.commonName();
            case SUBJECT_ALTERNATIVE_NAME ->
                    CertificateName.alternativeName(type(login), login.index());
        };
    }

    private static AlternativeName type(CertificateLogin login) {
        return switch (login.type()) {
            case DNS -> AlternativeName.DNS;
            case IP -> AlternativeName.IP;
            case EMAIL -> AlternativeName.EMAIL;
            case URI -> AlternativeName.URI;
            case OTHER_NAME -> AlternativeName.OTHER_NAME;
        };
    }

    /// No more looks and no more handshakes.
    @Override
    public void close() {
        watch.close();
        handshakes.shutdown();
    }
}
