package dev.warren.perf.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;

/// Where the broker listens and how to log in.
public record Target(String host, int port, String user, String password, String vhost) {

    private static final int PORT = 5672;

    /// Reads `amqp://user:password@host:port/vhost`; whatever is missing is RabbitMQ's default.
    /// Throws [IllegalArgumentException] for anything else.
    public static Target parse(String uri) {
        URI parsed = URI.create(uri);
        if (!"amqp".equals(parsed.getScheme()) || parsed.getHost() == null) {
            throw new IllegalArgumentException(
                    "not of the form amqp://user:password@host:port/vhost: " + uri);
        }
        String login = parsed.getRawUserInfo() == null ? "guest:guest" : parsed.getRawUserInfo();
        int colon = login.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("a user without a password: " + uri);
        }
        String path = parsed.getRawPath();
        return new Target(
                parsed.getHost(),
                parsed.getPort() == -1 ? PORT : parsed.getPort(),
                decoded(login.substring(0, colon)),
                decoded(login.substring(colon + 1)),
                path.length() <= 1 ? "/" : decoded(path.substring(1)));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    }
}
