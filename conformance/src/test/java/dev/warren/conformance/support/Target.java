package dev.warren.conformance.support;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/// Where the broker under test listens and how to log in.
public record Target(String host, int port, String user, String password, String vhost) {

    /// Reads `amqp://user:password@host:port/vhost`; whatever is missing is RabbitMQ's default.
    static Target parse(String uri) {
        var parsed = URI.create(uri);
        var userInfo = parsed.getRawUserInfo() == null ? "guest:guest" : parsed.getRawUserInfo();
        var colon = userInfo.indexOf(':');
        var path = parsed.getRawPath() == null ? "" : parsed.getRawPath();
        return new Target(
                parsed.getHost(),
                parsed.getPort() == -1 ? 5672 : parsed.getPort(),
                decode(userInfo.substring(0, colon)),
                decode(userInfo.substring(colon + 1)),
                path.isEmpty() ? "/" : decode(path.substring(1)));
    }

    public static Target local(int port) {
        return new Target("127.0.0.1", port, "guest", "guest", "/");
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
