package dev.warren.engine.broker;

import dev.warren.codec.value.ShortString;
import dev.warren.engine.auth.Access;
import dev.warren.engine.auth.Resource;
import dev.warren.engine.dedup.Fingerprint;
import dev.warren.engine.exchange.Headers;
import dev.warren.engine.message.Delay;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.routing.ExtraKeys;
import dev.warren.engine.routing.Route;
import dev.warren.engine.routing.Router;
import dev.warren.engine.topology.Exchange;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.VirtualHost;
import dev.warren.engine.traffic.ExchangeCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Where messages with one exchange and routing key go, for one user. Owned by the lane of who
/// publishes.
///
/// Routed once and remembered. The memory holds while the topology is the same value, and beyond
/// that while every exchange that was consulted is the same: declaring somebody's reply queue costs
/// nobody a new route. Rights that are asked for elsewhere are looked at for each message; then it
/// may throw [dev.warren.engine.auth.RightsPending].
public final class Destinations {

    private static final Queue[] NONE = new Queue[0];

    private final Broker broker;
    private final ShortString exchangeName;
    private final ShortString routingKey;
    private Access access;

    /// The snapshot that the memory was last compared with.
    private @Nullable Topology seen;

    private @Nullable Route route;
    private Queue[] queues = NONE;

    /// Whether there is nothing to do for a message but to take `queues`.
    private boolean isSettled;

    /// Made when the first message asks for more than its key.
    private @Nullable RandomGenerator random;

    /// Made when the first message passes an exchange that knows duplicates.
    private @Nullable Fingerprint fingerprint;

    Destinations(Broker broker, Access access, ShortString exchangeName, ShortString routingKey) {
        this.broker = broker;
        this.access = access;
        this.exchangeName = exchangeName;
        this.routingKey = routingKey;
    }

    /// The queues for a message that its sender sends to further keys as well. Not remembered: such
    /// messages are rare.
    public Queue[] of(Message message, List<ShortString> extraKeys) {
        Topology now = broker.topology();
        if (now != seen || access.isAsked()) {
            look(now);
        }
        VirtualHost vhost = now.requireVhost(access.vhost());
        List<ShortString> keys = new ArrayList<>(extraKeys);
        keys.addFirst(routingKey);
        Exchange exchange = vhost.requirePublishable(exchangeName);
        keys.forEach(key -> requireTopic(exchange, key));
        Route found = Router.route(vhost, exchange, keys, headersOf(message));
        requireBearable(found, message);
        if (found.passesHistory()) {
            broker.histories().remember(vhost.name(), found, ExtraKeys.withoutBlindKeys(message));
        }
        passKeys(found, message);
        return broker.queuesOf(found);
    }

    /// The counts of the exchange, which is there.
    public ExchangeCounts counts() {
        return broker.traffic().exchanges().of(access.vhost(), exchangeName);
    }

    private void passKeys(Route found, Message message) {
        if (!found.guards().isEmpty()) {
            Fingerprint known = fingerprint;
            if (known == null) {
                known = new Fingerprint();
                fingerprint = known;
            }
            message.passKeys(PassedKeys.of(found, message, known));
        }
    }

    /// The queues for a message: not to be changed. Throws 403 when the user may not write to the
    /// exchange or nobody may publish to it, 404 when there is none.
    public Queue[] of(Message message) {
        Topology now = broker.topology();
        if (now != seen) {
            look(now);
        }
        return isSettled || route == null ? queues : routed(now, route, message);
    }

    private void look(Topology now) {
        access = broker.refresh(access);
        VirtualHost vhost = now.requireVhost(access.vhost());
        Exchange exchange = requireRights(vhost);
        if (route == null || route.dependsOnHeaders() || !route.isCurrent(vhost)) {
            route = Router.route(vhost, exchange, routingKey, Headers.NONE);
            queues = broker.queuesOf(route);
            isSettled =
                    !route.dependsOnHeaders()
                            && !route.passesHistory()
                            && !access.isAsked()
                            && route.guards().isEmpty();
        }
        seen = now;
    }

    private Exchange requireRights(VirtualHost vhost) {
        access.requireWrite(Resource.exchange(vhost.name(), exchangeName));
        Exchange exchange = vhost.requirePublishable(exchangeName);
        requireTopic(exchange, routingKey);
        return exchange;
    }

    private void requireTopic(Exchange exchange, ShortString key) {
        if (exchange.isTopic()) {
            access.requireTopicWrite(Resource.exchange(access.vhost(), exchangeName), key);
        }
    }

    private Queue[] routed(Topology now, Route known, Message message) {
        VirtualHost vhost = now.requireVhost(access.vhost());
        if (access.isAsked()) {
            requireRights(vhost);
        }
        Route found = known;
        Queue[] to = queues;
        if (known.dependsOnHeaders()) {
            Exchange exchange = vhost.requirePublishable(exchangeName);
            found = Router.route(vhost, exchange, routingKey, headersOf(message));
            requireBearable(found, message);
            to = broker.queuesOf(found);
        }
        if (found.passesHistory()) {
            broker.histories().remember(vhost.name(), found, message);
        }
        passKeys(found, message);
        return to;
    }

    private static void requireBearable(Route found, Message message) {
        if (!found.delaying().isEmpty()) {
            Delay.requireBearable(message.headers());
        }
    }

    private Headers headersOf(Message message) {
        RandomGenerator known = random;
        if (known == null) {
            known = broker.names().newRandom();
            random = known;
        }
        return new MessageHeaders(message, known);
    }
}
