package dev.warren.management;

import dev.warren.engine.broker.Broker;
import dev.warren.management.metrics.Metrics;
import dev.warren.management.metrics.MetricsFacts;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/// The metrics of a node over HTTP, for Prometheus. It has a door of its own and asks nobody who
/// they are. Opened and closed by one thread.
public final class MetricsApi implements AutoCloseable {

    /// The page that Prometheus asks for unless it is told another.
    public static final String PATH = "/metrics";

    /// So many pages are written at once; who comes then gets 503 and comes again.
    static final int PAGES_MAX = 4;

    /// So many sockets are open at once; more are not accepted meanwhile.
    static final int CONNECTIONS_MAX = 100;

    /// A socket on which nothing moves for so long is closed.
    static final long IDLE_MILLIS_MAX = 60_000;

    private static final long STOP_MILLIS_MAX = 500;

    private final Metrics metrics;
    private final String path;
    private final Semaphore places = new Semaphore(PAGES_MAX);
    private @Nullable Javalin javalin;

    private interface Page {
        void write(OutputStream to);
    }

    /// @param path where the plain page is; the others are below it
    public MetricsApi(Broker broker, Observation observation, MetricsFacts facts, String path) {
        this.metrics = new Metrics(broker, observation.live(), observation.sampler(), facts);
        this.path = path;
    }

    /// Listens and answers.
    ///
    /// Returns the port, which is another one when 0 was asked for. Fails when it cannot be had.
    public int open(InetSocketAddress address) throws IOException {
        Javalin server = Javalin.create(config -> configure(config, address));
        try {
            server.start();
        } catch (RuntimeException e) {
            server.stop();
            throw new IOException("cannot listen for metrics on " + address, e);
        }
        javalin = server;
        return server.port();
    }

    private void configure(JavalinConfig config, InetSocketAddress address) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setSendXPoweredBy(false);
        });
        config.jetty.modifyServer(server -> {
            server.addBean(new NetworkConnectionLimit(CONNECTIONS_MAX, server));
            server.setStopTimeout(STOP_MILLIS_MAX);
        });
        config.jetty.addConnector((server, http) -> connector(server, http, address));
        config.routes.get(path, context -> write(context, metrics::plain));
        config.routes.get(path + "/per-object", context -> write(context, metrics::perObject));
        config.routes.get(path + "/detailed", this::detailed);
    }

    private static ServerConnector connector(
            Server server, HttpConfiguration http, InetSocketAddress address) {
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(
                address.getAddress().isAnyLocalAddress()
                        ? null
                        : address.getAddress().getHostAddress());
        connector.setPort(address.getPort());
        connector.setIdleTimeout(IDLE_MILLIS_MAX);
        return connector;
    }

    private void detailed(Context context) {
        Set<String> families = new HashSet<>(context.queryParams("family"));
        Set<String> vhosts = new HashSet<>(context.queryParams("vhost"));
        write(context, to -> metrics.detailed(to, families, vhosts));
    }

    private void write(Context context, Page page) {
        if (!places.tryAcquire()) {
            context.status(503);
            return;
        }
        try {
            context.contentType(Metrics.CONTENT_TYPE);
            page.write(context.outputStream());
        } catch (UncheckedIOException ignoredTheReaderHasGone) {
            context.status(503);
        } finally {
            places.release();
        }
    }

    @Override
    public void close() {
        Javalin running = javalin;
        if (running != null) {
            HttpEnd.of(running, "metrics");
        }
    }
}
