package dev.warren.conformance.tracing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/// A collector on a free port that keeps the spans it gets.
final class SpanCollector implements AutoCloseable {
    private static final String KEY_HEADER = "api-key";

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<CollectedSpan> spans = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final HttpServer server;

    private SpanCollector(HttpServer server) {
        this.server = server;
    }

    static SpanCollector start() throws IOException {
        var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
        var collector = new SpanCollector(HttpServer.create(address, 0));
        collector.server.setExecutor(collector.threads);
        collector.server.createContext("/v1/traces", collector::take);
        collector.server.start();
        return collector;
    }

    private void take(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        keys.add(String.valueOf(exchange.getRequestHeaders().getFirst(KEY_HEADER)));
        spans.addAll(CollectedSpan.read(exchange.getRequestBody().readAllBytes()));
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
    }

    int requests() {
        return requests.get();
    }

    /// What came in the header that the collector asks for, once for each request.
    List<String> keys() {
        return keys;
    }

    List<CollectedSpan> spans() {
        return spans;
    }

    /// The first span of which that holds, as soon as there is one.
    CollectedSpan await(Predicate<CollectedSpan> wanted) {
        return Awaitility.await("a span")
                .until(() -> spans.stream().filter(wanted).toList(), found -> !found.isEmpty())
                .getFirst();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
