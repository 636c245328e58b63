package dev.warren.conformance.foreign;

import dev.warren.conformance.support.Broker;
import dev.warren.conformance.support.Target;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// The broker under test in the form in which foreign clients are told of it.
public record ForeignTarget(Target target) {

    /// The broker that the whole suite shares.
    public static ForeignTarget required() {
        return new ForeignTarget(Broker.shared().target());
    }

    /// `amqp://user:password@host:port/vhost`
    public String url() {
        return "amqp://%s:%s@%s:%d/%s"
                .formatted(
                        encoded(target.user()),
                        encoded(target.password()),
                        target.host(),
                        target.port(),
                        encoded(target.vhost()));
    }

    public String host() {
        return target.host();
    }

    public int port() {
        return target.port();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
