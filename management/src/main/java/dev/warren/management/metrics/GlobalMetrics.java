package dev.warren.management.metrics;

import dev.warren.engine.traffic.ChannelCounter;
import dev.warren.engine.traffic.DeliveryCounter;
import dev.warren.engine.traffic.MessageSizes;
import dev.warren.engine.traffic.NodeTraffic;
import dev.warren.engine.traffic.QueueKind;
import dev.warren.engine.traffic.Traffic;
import dev.warren.management.live.LiveClients;
import java.util.List;
import java.util.function.ToLongFunction;

/// What has gone through the node by protocol and kind of queue: RabbitMQ's `rabbitmq_global_*`.
/// They only grow, whoever comes and goes. The protocol of streams is not spoken; its numbers are
/// zeros, because dashboards add to them.
final class GlobalMetrics {

    private static final String AMQP = "amqp091";
    private static final String STREAM = "stream";

    private static final String BEGINNING = "rabbitmq_global_";

    /// What the protocol of streams may refuse, by RabbitMQ's names.
    private static final List<String> STREAM_ERRORS =
            List.of(
                    "access_refused",
                    "authentication_failure",
                    "frame_too_large",
                    "internal_error",
                    "precondition_failed",
                    "publisher_does_not_exist",
                    "sasl_authentication_failure_loopback",
                    "sasl_challenge",
                    "sasl_error",
                    "sasl_mechanism_not_supported",
                    "stream_already_exists",
                    "stream_does_not_exist",
                    "stream_not_available",
                    "subscription_id_already_exists",
                    "subscription_id_does_not_exist",
                    "unknown_frame",
                    "vhost_access_failure");

    private final Exposition out;
    private final NodeTraffic traffic;

    GlobalMetrics(Exposition out, NodeTraffic traffic) {
        this.out = out;
        this.traffic = traffic;
    }

    void write(LiveClients live) {
        publishing();
        consuming();
        clients(live);
        for (String error : STREAM_ERRORS) {
            String name = BEGINNING + "stream_error_" + error + "_total";
            out.family(
                    name,
                    MetricType.COUNTER,
                    "Total number of commands failed with " + error.replace('_', ' '));
            out.sample(name, Labels.of("protocol", STREAM), 0);
        }
        sizes();
    }

    private void publishing() {
        counter(
                "messages_received_total",
                "Total number of messages received from publishers",
                ChannelCounter.PUBLISHED);
        counter(
                "messages_received_confirm_total",
                "Total number of messages received from publishers expecting confirmations",
                ChannelCounter.PUBLISHED_FOR_CONFIRM);
        counter(
                "messages_confirmed_total",
                "Total number of messages confirmed to publishers",
                ChannelCounter.CONFIRMED);
        counter(
                "messages_routed_total",
                "Total number of messages routed to queues or streams",
                ChannelCounter.ROUTED);
        counter(
                "messages_unroutable_returned_total",
                "Total number of messages published as mandatory into an exchange and returned to"
                        + " the publisher as unroutable",
                ChannelCounter.RETURNED);
        counter(
                "messages_unroutable_dropped_total",
                "Total number of messages published as non-mandatory into an exchange and dropped"
                        + " as unroutable",
                ChannelCounter.DROPPED);
    }

    private void counter(String name, String help, ChannelCounter counter) {
        both(BEGINNING + name, MetricType.COUNTER, help, traffic.of(counter));
    }

    private void both(String name, MetricType type, String help, long amqp) {
        out.family(name, type, help);
        out.sample(name, Labels.of("protocol", AMQP), amqp);
        out.sample(name, Labels.of("protocol", STREAM), 0);
    }

    private void consuming() {
        byKind(
                "messages_delivered_total",
                "Total number of messages delivered to consumers",
                kind ->
                        traffic.of(DeliveryCounter.DELIVERED_MANUAL, kind)
                                + traffic.of(DeliveryCounter.DELIVERED_AUTO, kind)
                                + traffic.of(DeliveryCounter.GOT_MANUAL, kind)
                                + traffic.of(DeliveryCounter.GOT_AUTO, kind));
        byKind(
                "messages_delivered_consume_manual_ack_total",
                "Total number of messages delivered to consumers using basic.consume with manual"
                        + " acknowledgment",
                kind -> traffic.of(DeliveryCounter.DELIVERED_MANUAL, kind));
        byKind(
                "messages_delivered_consume_auto_ack_total",
                "Total number of messages delivered to consumers using basic.consume with automatic"
                        + " acknowledgment",
                kind -> traffic.of(DeliveryCounter.DELIVERED_AUTO, kind));
        byKind(
                "messages_delivered_get_manual_ack_total",
                "Total number of messages delivered to consumers using basic.get with manual"
                        + " acknowledgment",
                kind -> traffic.of(DeliveryCounter.GOT_MANUAL, kind));
        byKind(
                "messages_delivered_get_auto_ack_total",
                "Total number of messages delivered to consumers using basic.get with automatic"
                        + " acknowledgment",
                kind -> traffic.of(DeliveryCounter.GOT_AUTO, kind));
        byKind(
                "messages_get_empty_total",
                "Total number of times basic.get operations fetched no message",
                kind -> traffic.of(DeliveryCounter.GOT_EMPTY, kind));
        byKind(
                "messages_redelivered_total",
                "Total number of messages redelivered to consumers",
                kind -> traffic.of(DeliveryCounter.REDELIVERED, kind));
        byKind(
                "messages_acknowledged_total",
                "Total number of messages acknowledged by consumers",
                kind -> traffic.of(DeliveryCounter.ACKED, kind));
    }

    private void byKind(String shortName, String help, ToLongFunction<QueueKind> value) {
        String name = BEGINNING + shortName;
        out.family(name, MetricType.COUNTER, help);
        for (QueueKind kind : QueueKind.values()) {
            out.sample(name, labels(AMQP, kind), value.applyAsLong(kind));
        }
        out.sample(name, labels(STREAM, QueueKind.STREAM), 0);
    }

    private static String labels(String protocol, QueueKind kind) {
        return Labels.of("protocol", protocol, "queue_type", kind.module());
    }

    private void clients(LiveClients live) {
        long publishers =
                live.channelCounters().stream().filter(GlobalMetrics::hasPublished).count();
        both(
                BEGINNING + "publishers",
                MetricType.GAUGE,
                "Current number of publishers",
                publishers);
        both(
                BEGINNING + "consumers",
                MetricType.GAUGE,
                "Current number of consumers",
                live.consumerCount());
    }

    private static boolean hasPublished(Traffic channel) {
        return channel.of(ChannelCounter.PUBLISHED) > 0;
    }

    private void sizes() {
        String name = "rabbitmq_message_size_bytes";
        out.family(name, MetricType.HISTOGRAM, "Size of messages received from publishers");
        long sum = 0;
        for (int size = 0; size <= MessageSizes.BOUNDS.size(); size++) {
            sum += traffic.messagesOfSize(size);
            String end =
                    size < MessageSizes.BOUNDS.size()
                            ? String.valueOf(MessageSizes.BOUNDS.get(size))
                            : "+Inf";
            out.sample(name + "_bucket", Labels.of("protocol", AMQP, "le", end), sum);
        }
        out.sample(name + "_count", Labels.of("protocol", AMQP), sum);
        out.sample(name + "_sum", Labels.of("protocol", AMQP), traffic.messageBytes());
    }
}
