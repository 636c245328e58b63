package dev.warren.management.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.engine.traffic.ChannelCounter;
import dev.warren.engine.traffic.ChannelCounters;
import dev.warren.engine.traffic.DeliveryCounter;
import dev.warren.engine.traffic.QueueKind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MetricsTest {

    private final MetricsRig rig = new MetricsRig();

    @Test
    void plainPageIsAsLongWhateverQueuesThereAre() {
        String before = MetricsRig.text(rig.metrics::plain);
        rig.declare("one");
        rig.declare("two");
        String after = MetricsRig.text(rig.metrics::plain);

        assertThat(after.lines().count()).isEqualTo(before.lines().count());
        assertThat(after).contains("\nrabbitmq_queues 2\n").doesNotContain("queue=\"one\"");
    }

    @Test
    void eachQueueIsThereWhereEachIsAskedFor() {
        rig.declare("one");

        assertThat(MetricsRig.text(rig.metrics::perObject))
                .contains("rabbitmq_queue_messages{vhost=\"/\",queue=\"one\"} 0\n")
                .contains("warren_queue_drain_seconds{vhost=\"/\",queue=\"one\"} 0\n");
    }

    @Test
    void aNodeThatWasGivenAnotherNameIsCalledSo() {
        assertThat(MetricsRig.text(rig.metrics::plain))
                .contains(",rabbitmq_cluster=\"a cluster\",");

        rig.callCluster("another");

        assertThat(MetricsRig.text(rig.metrics::plain)).contains(",rabbitmq_cluster=\"another\",");
    }

    @Test
    void exchangesThatDelayHaveNumbersAndOthersHaveNone() {
        rig.declareDelaying("later");
        rig.declareExchange("plain", "fanout", FieldTable.EMPTY);

        assertThat(MetricsRig.text(rig.metrics::perObject))
                .contains("warren_exchange_messages_waiting{vhost=\"/\",exchange=\"later\"} 0\n")
                .contains(
                        "warren_exchange_messages_deduplicated_total"
                                + "{vhost=\"/\",exchange=\"later\"} 0\n")
                .doesNotContain("exchange=\"plain\"");
        assertThat(MetricsRig.text(rig.metrics::plain)).doesNotContain("warren_exchange_");
    }

    @Test
    void exchangesAreAFamilyToAskFor() {
        rig.declareDelaying("later");
        Set<String> family = Set.of("warren_exchange_metrics");

        assertThat(MetricsRig.text(to -> rig.metrics.detailed(to, family, Set.of("/"))))
                .contains("{vhost=\"/\",exchange=\"later\"} 0\n")
                .doesNotContain("warren_queue_");
        assertThat(MetricsRig.text(to -> rig.metrics.detailed(to, family, Set.of("other"))))
                .doesNotContain("exchange=\"later\"");
    }

    @Test
    void familiesThatAreNotAskedForAreNotThere() {
        rig.declare("one");

        String page =
                MetricsRig.text(
                        to -> rig.metrics.detailed(to, Set.of("queue_consumer_count"), Set.of()));

        assertThat(page)
                .contains("rabbitmq_detailed_queue_consumers{vhost=\"/\",queue=\"one\"} 0\n")
                .contains("rabbitmq_identity_info{")
                .doesNotContain("rabbitmq_detailed_queue_messages")
                .doesNotContain("\nrabbitmq_queue");
    }

    @Test
    void otherVirtualHostsAreLeftOut() {
        rig.declare("one");

        String page =
                MetricsRig.text(to ->
                        rig.metrics.detailed(to, Set.of("queue_coarse_metrics"), Set.of("other")));

        assertThat(page).contains("# TYPE rabbitmq_detailed_queue_messages gauge\n");
        assertThat(page).doesNotContain("queue=\"one\"");
    }

    @Test
    void whatGoesThroughAChannelIsCountedForTheNode() {
        ChannelCounters channel = rig.openChannel();
        channel.published(500);
        channel.add(ChannelCounter.ROUTED, 2);
        channel.add(DeliveryCounter.DELIVERED_MANUAL, QueueKind.QUORUM, 3);

        assertThat(MetricsRig.text(rig.metrics::plain))
                .contains("rabbitmq_global_messages_received_total{protocol=\"amqp091\"} 1\n")
                .contains("rabbitmq_global_messages_routed_total{protocol=\"amqp091\"} 2\n")
                .contains(
                        "rabbitmq_global_messages_delivered_consume_manual_ack_total"
                                + "{protocol=\"amqp091\",queue_type=\"rabbit_quorum_queue\"} 3\n")
                .contains("rabbitmq_message_size_bytes_bucket{protocol=\"amqp091\",le=\"100\"} 0\n")
                .contains(
                        "rabbitmq_message_size_bytes_bucket{protocol=\"amqp091\",le=\"1000\"} 1\n")
                .contains("rabbitmq_message_size_bytes_sum{protocol=\"amqp091\"} 500\n")
                .contains("rabbitmq_channel_messages_unacked 3\n");
    }

    @Test
    void spansThatAreSentAndLostAreCounted() {
        String page = MetricsRig.text(rig.metrics::aggregated);

        assertThat(page)
                .contains("\nwarren_tracing_spans_sent_total 7\n")
                .contains("\nwarren_tracing_spans_dropped_total 2\n");
    }

    @Test
    void noFamilyStandsTwiceOnAPage() {
        rig.declare("one");
        rig.openChannel();

        assertThat(types(MetricsRig.text(rig.metrics::plain))).doesNotHaveDuplicates();
        assertThat(types(MetricsRig.text(rig.metrics::perObject))).doesNotHaveDuplicates();
    }

    private static List<String> types(String page) {
        return page.lines().filter(line -> line.startsWith("# TYPE ")).toList();
    }
}
