package dev.warren.conformance.foreign;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;

/// The broker under test, as the system property `conformance.target` names it:
/// `amqp://user:password@host:port/vhost`.
public record TargetProperty(String url) {
    private static final int AMQP_PORT = 5672;

    /// The target, or a skipped test that says what to set.
    public static TargetProperty required() {
        var url = System.getProperty("conformance.target", "");
        assumeTrue(!url.isBlank(), "no broker to test: set -Dconformance.target=amqp://...");
        return new TargetProperty(url);
    }

    public String host() {
        return URI.create(url).getHost();
    }

    public int port() {
        var port = URI.create(url).getPort();
        return port == -1 ? AMQP_PORT : port;
    }
}
