package dev.warren.links.federation;

import dev.warren.links.federation.LinkKey.Kind;
import dev.warren.links.remote.AmqpUri;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the log says of links, in RabbitMQ's words.
final class LinkLog {

    private static final Logger log = LoggerFactory.getLogger("warren.federation");

    private final String here;
    private final String there;

    LinkLog(LinkKey key, AmqpUri uri) {
        String kind = key.kind() == Kind.EXCHANGE ? "exchange" : "queue";
        here = "Federation %s '%s' in vhost '%s'".formatted(kind, key.name(), key.vhost());
        there = "%s '%s' in vhost '%s' on %s".formatted(kind, key.from(), uri.vhost(), uri.shown());
    }

    void connected() {
        log.info("{} connected to {}", here, there);
    }

    void disconnecting() {
        log.info("{} disconnecting from {}", here, there);
    }
}
