package dev.warren.conformance.support;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/// A [WarrenProcess] with an HTTP API. What it has to answer was recorded from RabbitMQ 3.10.8.
public final class HttpBroker implements AutoCloseable {

    private static final Pattern LISTENS =
            Pattern.compile("started HTTP API listener on 127\\.0\\.0\\.1:(\\d+)");
    private static final Pattern SHOWS =
            Pattern.compile("started metrics listener on 127\\.0\\.0\\.1:(\\d+)");
    private static final Duration START_MAX = Duration.ofSeconds(60);

    private final WarrenProcess process;
    private final Http http;

    private HttpBroker(WarrenProcess process, Http http) {
        this.process = process;
        this.http = http;
    }

    public static HttpBroker start() throws IOException {
        return start(Map.of());
    }

    /// With settings of its own.
    public static HttpBroker start(Map<String, String> settings) throws IOException {
        Map<String, String> all = new HashMap<>(settings);
        all.put("warren.management", "true");
        all.put("management.tcp.ip", "127.0.0.1");
        all.put("management.tcp.port", "0");
        all.put("prometheus.tcp.ip", "127.0.0.1");
        all.put("prometheus.tcp.port", "0");
        WarrenProcess process = WarrenProcess.start(Broker.root(), all);
        Awaitility.await("the HTTP API")
                .atMost(START_MAX)
                .until(() -> LISTENS.matcher(process.log()).find());
        Matcher port = LISTENS.matcher(process.log());
        if (!port.find()) {
            throw new IllegalStateException("no port in the log");
        }
        return new HttpBroker(
                process,
                new Http(URI.create("http://127.0.0.1:" + port.group(1)), "guest", "guest"));
    }

    /// As guest.
    public Http http() {
        return http;
    }

    /// Where its metrics are. They may come a little later than the HTTP API.
    public URI metrics() {
        Awaitility.await("the metrics")
                .atMost(START_MAX)
                .until(() -> SHOWS.matcher(process.log()).find());
        Matcher port = SHOWS.matcher(process.log());
        if (!port.find()) {
            throw new IllegalStateException("no port of metrics in the log");
        }
        return URI.create("http://127.0.0.1:" + port.group(1));
    }

    public WarrenProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }
}
