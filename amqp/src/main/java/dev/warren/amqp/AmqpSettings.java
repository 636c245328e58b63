package dev.warren.amqp;

import dev.warren.amqp.tracing.Tracing;
import dev.warren.codec.value.FieldTable;
import dev.warren.engine.auth.Authenticator;
import dev.warren.engine.auth.sasl.SaslMechanisms;
import dev.warren.engine.message.Interceptor;
import org.jspecify.annotations.Nullable;

/// What a node offers to AMQP 0-9-1 clients.
///
/// @param negotiated the limits offered in `connection.tune`
/// @param bounds the limits that are not negotiated
/// @param mechanisms SASL mechanisms that are offered
/// @param serverProperties what `connection.start` says of the server, without capabilities
/// @param incoming changes what clients publish
/// @param authenticator who says who may come in; null for the broker's own
/// @param tracing records traces of messages; null when nobody does
public record AmqpSettings(
        Negotiated negotiated,
        Bounds bounds,
        SaslMechanisms mechanisms,
        FieldTable serverProperties,
        Interceptor incoming,
        @Nullable Authenticator authenticator,
        @Nullable Tracing tracing) {

    /// For whom the broker knows, without traces.
    public AmqpSettings(
            Negotiated negotiated,
            Bounds bounds,
            SaslMechanisms mechanisms,
            FieldTable serverProperties,
            Interceptor incoming) {
        this(negotiated, bounds, mechanisms, serverProperties, incoming, null, null);
    }

    /// The same with other limits to negotiate.
    public AmqpSettings with(Negotiated changed) {
        return new AmqpSettings(
                changed, bounds, mechanisms, serverProperties, incoming, authenticator, tracing);
    }

    /// The same where the server says something else of itself.
    public AmqpSettings with(FieldTable properties) {
        return new AmqpSettings(
                negotiated, bounds, mechanisms, properties, incoming, authenticator, tracing);
    }

    /// The same with somebody who records traces.
    public AmqpSettings tracedBy(@Nullable Tracing recording) {
        return new AmqpSettings(
                negotiated,
                bounds,
                mechanisms,
                serverProperties,
                incoming,
                authenticator,
                recording);
    }

    /// The same for others than the broker's users.
    public AmqpSettings by(SaslMechanisms offered, Authenticator other) {
        return new AmqpSettings(
                negotiated, bounds, offered, serverProperties, incoming, other, tracing);
    }

    /// The same for clients that may leave unread what is sent to them for as long as they like.
    public AmqpSettings withoutSendTimeout() {
        Bounds changed =
                new Bounds(
                        bounds.initialFrameMaxBytes(),
                        bounds.messageBytesMax(),
                        bounds.consumersPerChannelMax(),
                        bounds.handshakeMillisMax(),
                        0,
                        bounds.countsNacks());
        return new AmqpSettings(
                negotiated,
                changed,
                mechanisms,
                serverProperties,
                incoming,
                authenticator,
                tracing);
    }

    /// Offered to the client, who may ask for less. Zero is no limit.
    ///
    /// @param frameMaxBytes the largest frame, with its head and end
    /// @param channelMax the highest channel number
    /// @param heartbeatSeconds how often each side shows that it lives
    public record Negotiated(int frameMaxBytes, int channelMax, int heartbeatSeconds) {}

    /// Not negotiated.
    ///
    /// @param initialFrameMaxBytes the largest frame before tuning
    /// @param messageBytesMax the largest body
    /// @param consumersPerChannelMax zero is no limit
    /// @param handshakeMillisMax how long a client may take until `connection.open`; zero is for
    ///   ever
    /// @param sendMillisMax how long a client's socket may take nothing of what waits for it; zero
    ///   is for ever
    /// @param countsNacks whether what comes back by `basic.nack` or `basic.recover` counts against
    ///   the delivery limit of its queue, as it does by `basic.reject`
    public record Bounds(
            int initialFrameMaxBytes,
            long messageBytesMax,
            int consumersPerChannelMax,
            long handshakeMillisMax,
            long sendMillisMax,
            boolean countsNacks) {}
}
