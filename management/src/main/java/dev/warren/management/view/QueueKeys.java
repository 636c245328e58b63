package dev.warren.management.view;

import dev.warren.engine.broker.Broker;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.QueueCounter;
import dev.warren.engine.queue.QueueCounters;
import dev.warren.engine.topology.QueueDefinition;
import dev.warren.management.sample.Columns;
import dev.warren.management.sample.Track;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// What queues are sorted by, as [QueueView] would show it, without the view.
public final class QueueKeys {

    private static final String STATS = "message_stats.";
    private static final String RATE = "_details.rate";

    private QueueKeys() {}

    /// Null for a column that only the view knows. For one thread.
    public static @Nullable Function<QueueDefinition, Object> ofOrNull(
            Broker broker, Rates rates, String column) {
        return switch (column) {
            case "name" -> queue -> queue.name().toString();
            case "vhost" -> QueueDefinition::vhost;
            case "type" -> queue -> queue.type().name();
            case "durable" -> QueueDefinition::isDurable;
            case "auto_delete" -> QueueDefinition::isAutoDelete;
            case "exclusive" -> QueueDefinition::isExclusive;
            case "consumers" -> counted(broker, c -> c.of(QueueCounter.CONSUMERS));
            case "message_bytes_ready" -> counted(broker, c -> c.of(QueueCounter.READY_BYTES));
            case "message_bytes_unacknowledged" ->
                    counted(broker, c -> c.of(QueueCounter.UNACKED_BYTES));
            case "message_bytes" ->
                    counted(
                            broker,
                            c -> c.of(QueueCounter.READY_BYTES) + c.of(QueueCounter.UNACKED_BYTES));
            default -> sampledOrNull(broker, rates, column);
        };
    }

    private static Function<QueueDefinition, Object> counted(
            Broker broker, ToDoubleFunction<QueueCounters> number) {
        return definition -> {
            Queue queue = broker.queueOrNull(definition);
            return queue == null ? "" : number.applyAsDouble(queue.counters());
        };
    }

    /// A column of [Columns#QUEUE], or its rate.
    private static @Nullable Function<QueueDefinition, Object> sampledOrNull(
            Broker broker, Rates rates, String column) {
        boolean isStat = column.startsWith(STATS);
        boolean isRate = column.endsWith(RATE);
        String name =
                column.substring(
                        isStat ? STATS.length() : 0,
                        column.length() - (isRate ? RATE.length() : 0));
        List<String> names =
                isStat
                        ? Columns.QUEUE.names().subList(0, Columns.LENGTHS)
                        : Columns.QUEUE.names().subList(Columns.LENGTHS, Columns.CONSUMERS);
        int place = names.indexOf(name);
        if (place < 0) {
            return null;
        }
        int number = isStat ? place : place + Columns.LENGTHS;
        return isRate ? rate(broker, rates, number, isStat) : value(broker, number, isStat);
    }

    private static Function<QueueDefinition, Object> value(
            Broker broker, int number, boolean isStat) {
        long[] row = new long[Columns.QUEUE.count()];
        return definition -> {
            Queue queue = broker.queueOrNull(definition);
            return queue == null || isAbsent(queue, row, isStat) ? "" : row[number];
        };
    }

    private static Function<QueueDefinition, Object> rate(
            Broker broker, Rates rates, int number, boolean isStat) {
        long[] row = new long[Columns.QUEUE.count()];
        return definition -> {
            Queue queue = broker.queueOrNull(definition);
            if (queue == null || rates.sampler() == null || isAbsent(queue, row, isStat)) {
                return "";
            }
            Track track = rates.sampler().queueOrNull(queue.counters());
            return track == null ? 0.0 : track.rate(number);
        };
    }

    /// Reads the numbers of a queue. True when its view would not show them: message statistics are
    /// not there while nothing has happened.
    private static boolean isAbsent(Queue queue, long[] row, boolean isStat) {
        Columns.QUEUE.reader().read(queue.counters(), row);
        return isStat && Arrays.stream(row, 0, Columns.LENGTHS).allMatch(number -> number == 0);
    }
}
