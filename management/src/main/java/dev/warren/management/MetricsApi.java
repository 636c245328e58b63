package dev.warren.management;

import dev.warren.engine.broker.Broker;
import dev.warren.management.metrics.Metrics;
import dev.warren.management.metrics.MetricsFacts;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;

/// The metrics of a node over HTTP, for Prometheus. It has a door of its own and asks nobody who
/// they are. Opened and closed by one thread.
public final class MetricsApi implements AutoCloseable {

    /// The page that Prometheus asks for unless it is told another.
    public static final String PATH = "/metrics";

    /// So many pages are written at once; who comes then gets 503 and comes again.
    static final int PAGES_MAX = 4;

    /// So many sockets are open at once; more are not accepted meanwhile.
    static final int CONNECTIONS_MAX = 100;

    private static final long STOP_MILLIS_MAX = 500;

    private final Metrics metrics;
    private final String path;
    private final Semaphore places = new Semaphore(PAGES_MAX);
    private final HttpServer server = new HttpServer("metrics", CONNECTIONS_MAX, STOP_MILLIS_MAX);

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
    /// Returns the ports, which are other ones where 0 was asked for. Fails when one cannot be had.
    public List<Integer> open(List<HttpDoor> doors) throws IOException {
        return server.open(doors, this::configure);
    }

    private void configure(JavalinConfig config) {
        config.routes.get(path, context -> write(context, metrics::plain));
        config.routes.get(path + "/per-object", context -> write(context, metrics::perObject));
        config.routes.get(path + "/detailed", this::detailed);
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
        server.close();
    }
}
