package dev.warren.engine.routing;

import dev.warren.codec.value.ShortString;
import dev.warren.engine.exchange.Headers;
import dev.warren.engine.topology.Exchange;
import dev.warren.engine.topology.VirtualHost;
import java.util.List;

/// Finds the queues of a message. Pure: the same snapshot, key, headers and chance give the same
/// route.
public final class Router {

    private Router() {}

    /// The queues that a message published to this exchange with this key goes to. The exchange is
    /// the virtual host's.
    public static Route route(
            VirtualHost vhost, Exchange exchange, ShortString key, Headers headers) {
        return route(vhost, exchange, List.of(key), headers);
    }

    /// The same for a message with further keys (`CC`, `BCC`): it goes where any of them leads, to
    /// each queue once, and to an alternate exchange only when none of them leads anywhere. The
    /// first key is the message's own; exchanges that choose one destination go by it alone.
    public static Route route(
            VirtualHost vhost, Exchange exchange, List<ShortString> keys, Headers headers) {
        return new RouteSearch(vhost, keys, headers).from(exchange);
    }
}
