package dev.warren.management.metrics;

import dev.warren.engine.traffic.ChannelCounter;
import dev.warren.engine.traffic.ConnectionCounters;
import dev.warren.engine.traffic.DeliveryCounter;
import dev.warren.engine.traffic.NodeTraffic;
import dev.warren.engine.traffic.Traffic;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// The numbers of connections and channels, in RabbitMQ's groups.
final class ClientFamilies {

    static final String PUBLISHED_TO_QUEUES = "Total number of messages published to queues";

    private static final String INCOMING_BYTES = "Total number of bytes received on a connection";
    private static final String OUTGOING_BYTES = "Total number of bytes sent on a connection";
    private static final String INCOMING_PACKETS =
            "Total number of packets received on a connection";
    private static final String OUTGOING_PACKETS = "Total number of packets sent on a connection";

    /// An open connection that is looked at.
    record Connection(String labels, ConnectionCounters counters, int channels) {}

    /// An open channel that is looked at.
    ///
    /// @param labelsOfTraffic the same with its virtual host, as what goes through it is shown
    record Channel(String labels, String labelsOfTraffic, Traffic counters, int consumers) {}

    /// `connection_coarse_metrics`
    static final List<Family<Connection>> CONNECTION_BYTES =
            List.of(
                    Family.counter(
                            "connection_incoming_bytes_total",
                            INCOMING_BYTES,
                            it -> it.counters().receivedBytes()),
                    Family.counter(
                            "connection_outgoing_bytes_total",
                            OUTGOING_BYTES,
                            it -> it.counters().sentBytes()));

    /// The counters of `connection_metrics`
    static final List<Family<Connection>> CONNECTION_PACKETS =
            List.of(
                    Family.counter(
                            "connection_incoming_packets_total",
                            INCOMING_PACKETS,
                            it -> it.counters().receivedReads()),
                    Family.counter(
                            "connection_outgoing_packets_total",
                            OUTGOING_PACKETS,
                            it -> it.counters().sentWrites()));

    /// The rest of `connection_metrics`
    static final List<Family<Connection>> CONNECTION_STATE =
            List.of(
                    Family.gauge(
                            "connection_pending_packets",
                            "Number of packets waiting to be sent on a connection",
                            _ -> 0),
                    Family.gauge(
                            "connection_channels",
                            "Channels on a connection",
                            Connection::channels));

    /// What connections have counted since the node started, also those that have gone.
    static final List<Family<NodeTraffic>> ALL_CONNECTIONS =
            List.of(
                    Family.counter(
                            "connection_incoming_bytes_total",
                            INCOMING_BYTES,
                            NodeTraffic::receivedBytes),
                    Family.counter(
                            "connection_outgoing_bytes_total",
                            OUTGOING_BYTES,
                            NodeTraffic::sentBytes),
                    Family.counter(
                            "connection_incoming_packets_total",
                            INCOMING_PACKETS,
                            NodeTraffic::receivedReads),
                    Family.counter(
                            "connection_outgoing_packets_total",
                            OUTGOING_PACKETS,
                            NodeTraffic::sentWrites));

    /// `channel_metrics`
    static final List<Family<Channel>> CHANNEL_STATE =
            List.of(
                    Family.gauge("channel_consumers", "Consumers on a channel", Channel::consumers),
                    Family.gauge(
                            "channel_messages_unacked",
                            "Delivered but not yet acknowledged messages",
                            it -> it.counters().unacked()),
                    Family.gauge(
                            "channel_messages_unconfirmed",
                            "Published but not yet confirmed messages",
                            it -> it.counters().unconfirmed()),
                    Family.gauge(
                            "channel_messages_uncommitted",
                            "Messages received in a transaction but not yet committed",
                            _ -> 0),
                    Family.gauge(
                            "channel_acks_uncommitted",
                            "Message acknowledgements in a transaction not yet committed",
                            _ -> 0),
                    Family.gauge(
                            "consumer_prefetch",
                            "Limit of unacknowledged messages for each consumer",
                            it -> it.counters().of(ChannelCounter.PREFETCH)),
                    Family.gauge(
                            "channel_prefetch",
                            "Total limit of unacknowledged messages for all consumers on a channel",
                            it -> it.counters().of(ChannelCounter.CHANNEL_PREFETCH)));

    /// `channel_exchange_metrics`
    static final List<Family<Traffic>> PUBLISHING =
            List.of(
                    counter(
                            "channel_messages_published_total",
                            "Total number of messages published into an exchange on a channel",
                            it -> it.of(ChannelCounter.PUBLISHED)),
                    counter(
                            "channel_messages_confirmed_total",
                            "Total number of messages published into an exchange and confirmed on"
                                    + " the channel",
                            it -> it.of(ChannelCounter.CONFIRMED)),
                    counter(
                            "channel_messages_unroutable_returned_total",
                            "Total number of messages published as mandatory into an exchange and"
                                    + " returned to the publisher as unroutable",
                            it -> it.of(ChannelCounter.RETURNED)),
                    counter(
                            "channel_messages_unroutable_dropped_total",
                            "Total number of messages published as non-mandatory into an exchange"
                                    + " and dropped as unroutable",
                            it -> it.of(ChannelCounter.DROPPED)));

    /// `channel_queue_metrics`
    static final List<Family<Traffic>> CONSUMING =
            List.of(
                    counter(
                            "channel_get_ack_total",
                            "Total number of messages fetched with basic.get in manual"
                                    + " acknowledgement mode",
                            it -> it.of(DeliveryCounter.GOT_MANUAL)),
                    counter(
                            "channel_get_total",
                            "Total number of messages fetched with basic.get in automatic"
                                    + " acknowledgement mode",
                            it -> it.of(DeliveryCounter.GOT_AUTO)),
                    counter(
                            "channel_messages_delivered_ack_total",
                            "Total number of messages delivered to consumers in manual"
                                    + " acknowledgement mode",
                            it -> it.of(DeliveryCounter.DELIVERED_MANUAL)),
                    counter(
                            "channel_messages_delivered_total",
                            "Total number of messages delivered to consumers in automatic"
                                    + " acknowledgement mode",
                            it -> it.of(DeliveryCounter.DELIVERED_AUTO)),
                    counter(
                            "channel_messages_redelivered_total",
                            "Total number of messages redelivered to consumers",
                            it -> it.of(DeliveryCounter.REDELIVERED)),
                    counter(
                            "channel_messages_acked_total",
                            "Total number of messages acknowledged by consumers",
                            it -> it.of(DeliveryCounter.ACKED)),
                    counter(
                            "channel_get_empty_total",
                            "Total number of times basic.get operations fetched no message",
                            it -> it.of(DeliveryCounter.GOT_EMPTY)));

    /// `channel_queue_exchange_metrics`, for all queues together
    static final List<Family<Traffic>> ROUTING =
            List.of(
                    counter(
                            "queue_messages_published_total",
                            PUBLISHED_TO_QUEUES,
                            it -> it.of(ChannelCounter.ROUTED)));

    private ClientFamilies() {}

    private static Family<Traffic> counter(
            String name, String help, ToDoubleFunction<Traffic> value) {
        return Family.counter(name, help, value);
    }
}
