package dev.warren.server;

import dev.warren.amqp.Connections;
import dev.warren.engine.broker.Broker;
import dev.warren.management.ApiSettings;
import dev.warren.management.HttpApi;
import dev.warren.management.HttpDoor;
import dev.warren.management.Observation;
import dev.warren.management.http.Cors;
import dev.warren.management.view.NodeFacts;
import dev.warren.management.view.NodeFacts.Listening;
import dev.warren.server.config.Endpoint;
import dev.warren.server.config.ServerConfiguration;
import dev.warren.server.config.ServerConfiguration.Listener;
import dev.warren.server.config.ServerConfiguration.Management;
import dev.warren.server.config.ServerConfiguration.ManagementAccess;
import dev.warren.server.config.ServerConfiguration.TlsManagement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The HTTP API of a node. It opens on a thread of its own, so that AMQP clients need not wait for
/// it.
final class ManagementDoor {

    private static final Logger LOG = LoggerFactory.getLogger(ManagementDoor.class);

    private final Management where;
    private final NodeTls tls;
    private final HttpApi api;

    /// Set when it listens.
    private volatile List<Listening> open = List.of();

    private final Thread opener;

    /// Made before AMQP clients come.
    ///
    /// @param amqp where AMQP listens, just now
    /// @param metrics where metrics are, just now
    /// @param failed is told when the port cannot be had after all
    ManagementDoor(
            ServerConfiguration configuration,
            NodeTls tls,
            Broker broker,
            Connections connections,
            Supplier<List<Listening>> amqp,
            Supplier<List<Listening>> metrics,
            Observation observation,
            String version,
            Consumer<StartupException> failed) {
        this.where = configuration.management();
        this.tls = tls;
        String cluster = configuration.identity().clusterName();
        this.api =
                new HttpApi(
                        broker,
                        new NodeFacts(
                                cluster == null ? Broker.NODE_NAME : cluster,
                                configuration.identity().amqpVersion(),
                                version,
                                () -> listening(amqp.get(), metrics.get())),
                        settings(configuration),
                        connections::close,
                        observation);
        this.opener = Thread.ofPlatform().name("management").daemon().unstarted(() -> run(failed));
    }

    private static ApiSettings settings(ServerConfiguration configuration) {
        ManagementAccess access = configuration.managementAccess();
        return new ApiSettings(
                configuration.login().passwords(),
                AmqpSettingsAssembly.incoming(configuration.interceptors()),
                new Cors(access.corsOrigins(), access.corsMaxAgeSeconds()),
                access.sessionSeconds());
    }

    private List<Listening> listening(List<Listening> amqp, List<Listening> metrics) {
        List<Listening> all = new ArrayList<>(amqp);
        all.addAll(open);
        all.addAll(metrics);
        return all;
    }

    /// Begins to open, and returns at once.
    void open() {
        opener.start();
    }

    private void run(Consumer<StartupException> failed) {
        List<Listener> listeners = where.listeners();
        try {
            List<Integer> ports = api.open(doors());
            List<Listening> opened = new ArrayList<>();
            for (int i = 0; i < ports.size(); i++) {
                opened.add(opened(listeners.get(i), ports.get(i)));
            }
            open = List.copyOf(opened);
        } catch (IOException e) {
            failed.accept(PortCheck.cannotListen(listeners.getFirst().endpoint(), cause(e)));
        }
    }

    private List<HttpDoor> doors() {
        List<HttpDoor> doors = new ArrayList<>();
        Listener plain = where.plain();
        if (plain != null) {
            doors.add(new HttpDoor(plain.endpoint().address(), null));
        }
        TlsManagement secured = where.tls();
        if (secured != null) {
            doors.add(new HttpDoor(secured.listener().endpoint().address(), tls.http()));
        }
        return doors;
    }

    private Listening opened(Listener listener, int port) {
        boolean isPlain = listener.equals(where.plain());
        LOG.info(
                "started {} API listener on {}",
                isPlain ? "HTTP" : "HTTPS",
                new Endpoint(listener.endpoint().host(), port));
        return new Listening(
                isPlain ? "http" : "https", AmqpDoors.host(listener.endpoint().address()), port);
    }

    /// What the operating system said, at the end of the chain.
    static Throwable cause(Throwable e) {
        Throwable last = e;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return last;
    }

    /// Waits until it is open, if it is about to be, and closes it.
    void close() {
        try {
            opener.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        api.close();
    }
}
