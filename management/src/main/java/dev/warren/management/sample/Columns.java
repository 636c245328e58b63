package dev.warren.management.sample;

import dev.warren.engine.queue.QueueCounter;
import dev.warren.engine.queue.QueueCounters;
import dev.warren.engine.traffic.ChannelCounter;
import dev.warren.engine.traffic.ConnectionCounters;
import dev.warren.engine.traffic.DeliveryCounter;
import dev.warren.engine.traffic.ExchangeCounts;
import dev.warren.engine.traffic.Traffic;
import java.util.List;

/// Which numbers are sampled of a kind of thing, by RabbitMQ's names, and where they are read.
///
/// @param <C> what counts for the thing
public record Columns<C>(List<String> names, Reader<C> reader) {

    /// Writes what counters say into a row.
    @FunctionalInterface
    public interface Reader<C> {
        void read(C counters, long[] row);
    }

    /// In a queue's row, the first of those that go up and down. Before it stand those that only
    /// grow.
    public static final int LENGTHS = 9;

    /// In a queue's row, after the lengths.
    public static final int CONSUMERS = 12;

    public static final int PUBLISH = 0;
    public static final int DELIVER_GET = 7;
    public static final int MESSAGES = 9;
    public static final int READY = 10;

    public static final Columns<QueueCounters> QUEUE =
            new Columns<>(
                    List.of(
                            "publish",
                            "ack",
                            "deliver",
                            "deliver_no_ack",
                            "get",
                            "get_no_ack",
                            "get_empty",
                            "deliver_get",
                            "redeliver",
                            "messages",
                            "messages_ready",
                            "messages_unacknowledged",
                            "consumers"),
                    Columns::readQueue);

    /// Of a channel, and of the node.
    public static final Columns<Traffic> TRAFFIC =
            new Columns<>(
                    List.of(
                            "publish",
                            "confirm",
                            "return_unroutable",
                            "drop_unroutable",
                            "ack",
                            "deliver",
                            "deliver_no_ack",
                            "deliver_get",
                            "get",
                            "get_no_ack",
                            "get_empty",
                            "redeliver"),
                    Columns::readTraffic);

    public static final Columns<ExchangeCounts> EXCHANGE =
            new Columns<>(
                    List.of("publish_in", "publish_out"),
                    (counts, row) -> {
                        row[0] = counts.in();
                        row[1] = counts.out();
                    });

    public static final Columns<ConnectionCounters> CONNECTION =
            new Columns<>(
                    List.of("recv_oct", "send_oct"),
                    (counters, row) -> {
                        row[0] = counters.receivedBytes();
                        row[1] = counters.sentBytes();
                    });

    public Columns {
        names = List.copyOf(names);
    }

    public int count() {
        return names.size();
    }

    private static void readQueue(QueueCounters counters, long[] row) {
        long delivered = counters.of(QueueCounter.DELIVERED_MANUAL);
        long deliveredAuto = counters.of(QueueCounter.DELIVERED_AUTO);
        long got = counters.of(QueueCounter.GOT_MANUAL);
        long gotAuto = counters.of(QueueCounter.GOT_AUTO);
        row[0] = counters.of(QueueCounter.PUBLISHED);
        row[1] = counters.of(QueueCounter.ACKED);
        row[2] = delivered;
        row[3] = deliveredAuto;
        row[4] = got;
        row[5] = gotAuto;
        row[6] = counters.of(QueueCounter.GOT_EMPTY);
        row[7] = delivered + deliveredAuto + got + gotAuto;
        row[8] = counters.of(QueueCounter.REDELIVERED);
        long ready = counters.of(QueueCounter.READY);
        long unacked = counters.of(QueueCounter.UNACKED);
        row[9] = ready + unacked;
        row[10] = ready;
        row[11] = unacked;
        row[12] = counters.of(QueueCounter.CONSUMERS);
    }

    private static void readTraffic(Traffic traffic, long[] row) {
        long delivered = traffic.of(DeliveryCounter.DELIVERED_MANUAL);
        long deliveredAuto = traffic.of(DeliveryCounter.DELIVERED_AUTO);
        long got = traffic.of(DeliveryCounter.GOT_MANUAL);
        long gotAuto = traffic.of(DeliveryCounter.GOT_AUTO);
        row[0] = traffic.of(ChannelCounter.PUBLISHED);
        row[1] = traffic.of(ChannelCounter.CONFIRMED);
        row[2] = traffic.of(ChannelCounter.RETURNED);
        row[3] = traffic.of(ChannelCounter.DROPPED);
        row[4] = traffic.of(DeliveryCounter.ACKED);
        row[5] = delivered;
        row[6] = deliveredAuto;
        row[7] = delivered + deliveredAuto + got + gotAuto;
        row[8] = got;
        row[9] = gotAuto;
        row[10] = traffic.of(DeliveryCounter.GOT_EMPTY);
        row[11] = traffic.of(DeliveryCounter.REDELIVERED);
    }
}
