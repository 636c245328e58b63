package dev.warren.amqp.channel;

import dev.warren.codec.method.BasicMethod;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.broker.Destinations;
import dev.warren.engine.broker.ReplyConsumers;
import dev.warren.engine.traffic.ExchangeCounts;
import org.jspecify.annotations.Nullable;

/// Where a channel publishes to: one pair of exchange and routing key, and what is known about it.
///
/// Kept from message to message, so that a repeated pair costs neither an allocation nor a lookup.
/// Owned by the channel's lane.
final class PublishTarget {

    private final byte[] arguments;
    private final ShortString exchange;
    private final ShortString routingKey;
    private final boolean mandatory;
    private final boolean immediate;
    private final boolean isRenewal;
    private final boolean isPlain;

    /// Checks the right to publish and routes, and remembers both for as long as the topology
    /// allows.
    private final Destinations destinations;

    /// Those of the exchange, once something has been published.
    private @Nullable ExchangeCounts counts;

    PublishTarget(byte[] arguments, BasicMethod.Publish method, Destinations destinations) {
        this.arguments = arguments;
        this.exchange = method.exchange();
        this.routingKey = method.routingKey();
        this.mandatory = method.mandatory();
        this.immediate = method.immediate();
        boolean isReply = exchange.isEmpty() && ReplyConsumers.isAddress(routingKey);
        this.isRenewal = exchange.isEmpty() && routingKey.equals(Renewals.KEY);
        this.isPlain = !isReply && !isRenewal;
        this.destinations = destinations;
    }

    /// The method's arguments as they came: exchange, key and bits. What stands there again is the
    /// same target.
    byte[] arguments() {
        return arguments;
    }

    ShortString exchange() {
        return exchange;
    }

    ShortString routingKey() {
        return routingKey;
    }

    boolean isMandatory() {
        return mandatory;
    }

    boolean isImmediate() {
        return immediate;
    }

    /// Whether what is published here is for queues and nobody else.
    boolean isPlain() {
        return isPlain;
    }

    /// Whether what is published here asks for more time to acknowledge.
    boolean isRenewal() {
        return isRenewal;
    }

    /// Where what comes through the exchange is counted. Only while the exchange is there.
    ExchangeCounts counts() {
        ExchangeCounts known = counts;
        if (known == null || known.isGone()) {
            known = destinations.counts();
            counts = known;
        }
        return known;
    }

    Destinations destinations() {
        return destinations;
    }
}
