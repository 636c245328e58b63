package dev.warren.server;

import dev.warren.amqp.Connections;
import dev.warren.engine.broker.Broker;
import dev.warren.management.ApiSettings;
import dev.warren.management.HttpApi;
import dev.warren.management.Observation;
import dev.warren.management.http.Cors;
import dev.warren.management.view.NodeFacts;
import dev.warren.management.view.NodeFacts.Listening;
import dev.warren.server.config.Endpoint;
import dev.warren.server.config.ServerConfiguration;
import dev.warren.server.config.ServerConfiguration.Listener;
import dev.warren.server.config.ServerConfiguration.ManagementAccess;
import java.io.IOException;
import java.net.InetSocketAddress;
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

    private static final String EVERYWHERE = "::";

    private final Listener listener;
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
            Listener listener,
            Broker broker,
            Connections connections,
            Supplier<List<InetSocketAddress>> amqp,
            Supplier<List<Listening>> metrics,
            Observation observation,
            String version,
            Consumer<StartupException> failed) {
        this.listener = listener;
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

    private List<Listening> listening(List<InetSocketAddress> amqp, List<Listening> metrics) {
        List<Listening> all = new ArrayList<>();
        for (InetSocketAddress address : amqp) {
            all.add(new Listening("amqp", host(address), address.getPort()));
        }
        all.addAll(open);
        all.addAll(metrics);
        return all;
    }

    static String host(InetSocketAddress address) {
        return address.getAddress().isAnyLocalAddress()
                ? EVERYWHERE
                : address.getAddress().getHostAddress();
    }

    /// Begins to open, and returns at once.
    void open() {
        opener.start();
    }

    private void run(Consumer<StartupException> failed) {
        InetSocketAddress address = listener.endpoint().address();
        try {
            int port = api.open(address);
            open = List.of(new Listening("http", host(address), port));
            LOG.info(
                    "started HTTP API listener on {}",
                    new Endpoint(listener.endpoint().host(), port));
        } catch (IOException e) {
            failed.accept(PortCheck.cannotListen(listener.endpoint(), cause(e)));
        }
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
