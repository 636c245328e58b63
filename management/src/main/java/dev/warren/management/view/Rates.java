package dev.warren.management.view;

import dev.warren.engine.queue.QueueCounters;
import dev.warren.engine.traffic.ChannelCounters;
import dev.warren.engine.traffic.ConnectionCounters;
import dev.warren.engine.traffic.ExchangeCounts;
import dev.warren.engine.traffic.Traffic;
import dev.warren.management.live.Churn;
import dev.warren.management.live.LiveClients;
import dev.warren.management.sample.Columns;
import dev.warren.management.sample.NodeReading;
import dev.warren.management.sample.Pulse;
import dev.warren.management.sample.Range;
import dev.warren.management.sample.Ranges;
import dev.warren.management.sample.Sampler;
import dev.warren.management.sample.Track;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Numbers with what is known of them over time, as one request asks for it: `publish` and
/// `publish_details`. The numbers are those of now, what stands in the details was sampled.
///
/// @param sampler null when nothing is sampled: there are no details then
/// @param nowMillis wall-clock time
public record Rates(@Nullable Sampler sampler, Ranges ranges, long nowMillis) {

    private static final List<String> LENGTHS =
            Columns.QUEUE.names().subList(Columns.LENGTHS, Columns.CONSUMERS);

    /// A queue's lengths and message statistics. The latter are not there while nothing has
    /// happened.
    void queue(Map<String, Object> view, QueueCounters counters) {
        long[] row = new long[Columns.QUEUE.count()];
        Columns.QUEUE.reader().read(counters, row);
        Track track = sampler == null ? null : sampler.queueOrNull(counters);
        lengths(view, row, track);
        stats(view, Columns.QUEUE.names().subList(0, Columns.LENGTHS), row, track);
        Pulse pulse = sampler == null ? null : sampler.pulseOrNull(counters);
        if (pulse != null) {
            view.put("consumer_capacity", pulse.capacity());
            view.put("consumer_utilisation", pulse.capacity());
        }
    }

    private void lengths(Map<String, Object> view, long[] row, @Nullable Track track) {
        for (int i = 0; i < LENGTHS.size(); i++) {
            int column = Columns.LENGTHS + i;
            view.put(LENGTHS.get(i), row[column]);
            details(view, LENGTHS.get(i), track, column, ranges.lengths(), true);
        }
    }

    private void stats(
            Map<String, Object> view, List<String> names, long[] row, @Nullable Track track) {
        for (int i = 0; i < names.size(); i++) {
            if (row[i] != 0) {
                view.put("message_stats", all(names, row, track, ranges.messages()));
                return;
            }
        }
    }

    private Map<String, Object> all(
            List<String> names, long[] row, @Nullable Track track, @Nullable Range range) {
        Map<String, Object> view = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            view.put(names.get(i), row[i]);
            details(view, names.get(i), track, i, range, false);
        }
        return view;
    }

    /// What an exchange has taken in and given out.
    ///
    /// @param counts null when nobody has published to it
    public void exchange(Map<String, Object> view, @Nullable ExchangeCounts counts) {
        if (counts != null) {
            long[] row = new long[Columns.EXCHANGE.count()];
            Columns.EXCHANGE.reader().read(counts, row);
            stats(
                    view,
                    Columns.EXCHANGE.names(),
                    row,
                    sampler == null ? null : sampler.exchangeOrNull(counts));
        }
    }

    void channel(Map<String, Object> view, ChannelCounters counters) {
        long[] row = traffic(counters);
        stats(
                view,
                Columns.TRAFFIC.names(),
                row,
                sampler == null ? null : sampler.channelOrNull(counters));
    }

    private static long[] traffic(Traffic traffic) {
        long[] row = new long[Columns.TRAFFIC.count()];
        Columns.TRAFFIC.reader().read(traffic, row);
        return row;
    }

    void connection(Map<String, Object> view, ConnectionCounters counters) {
        long[] row = new long[Columns.CONNECTION.count()];
        Columns.CONNECTION.reader().read(counters, row);
        Track track = sampler == null ? null : sampler.connectionOrNull(counters);
        view.putAll(all(Columns.CONNECTION.names(), row, track, ranges.data()));
        view.put("recv_cnt", counters.receivedReads());
        view.put("send_cnt", counters.sentWrites());
        view.put("send_pend", 0);
    }

    /// The lengths and message statistics of a virtual host.
    public void vhost(Map<String, Object> view, String name, Totals totals) {
        long[] row = totals.row();
        Track track = sampler == null ? null : sampler.vhostOrNull(name);
        lengths(view, row, track);
        stats(view, Columns.QUEUE.names().subList(0, Columns.LENGTHS), row, track);
    }

    /// What the whole node holds. An object in any case.
    ///
    /// @param isWhole whether it is all that the node holds, or what one user sees of it
    public Map<String, Object> queueTotals(Totals totals, boolean isWhole) {
        Map<String, Object> view = new LinkedHashMap<>();
        lengths(view, totals.row(), sampler == null || !isWhole ? null : sampler.lengths());
        return view;
    }

    /// What has gone through the whole node. An object in any case; `disk_reads` and `disk_writes`
    /// mean nothing here.
    public Map<String, Object> messageStats(Traffic node) {
        Map<String, Object> view =
                all(
                        Columns.TRAFFIC.names(),
                        traffic(node),
                        sampler == null ? null : sampler.messages(),
                        ranges.messages());
        for (String name : List.of("disk_reads", "disk_writes")) {
            view.put(name, 0);
            details(view, name, null, 0, ranges.messages(), false);
        }
        return view;
    }

    public Map<String, Object> churn(LiveClients live, Traffic node) {
        return churn(live, node, ranges.messages());
    }

    private Map<String, Object> churn(LiveClients live, Traffic node, @Nullable Range range) {
        long[] row = new long[Churn.NAMES.size()];
        live.churn().read(node, row);
        return all(Churn.NAMES, row, sampler == null ? null : sampler.churn(), range);
    }

    /// What the machine says, and what came and went.
    public void node(Map<String, Object> view, LiveClients live, Traffic node) {
        if (sampler != null) {
            long[] row = new long[NodeReading.NAMES.size()];
            sampler.machine().into(row);
            view.putAll(all(NodeReading.NAMES, row, sampler.node(), ranges.node()));
        }
        view.putAll(churn(live, node, ranges.node()));
    }

    private void details(
            Map<String, Object> view,
            String name,
            @Nullable Track track,
            int column,
            @Nullable Range range,
            boolean isRoundedUp) {
        if (sampler != null) {
            view.put(name + "_details", RateView.of(track, column, range, isRoundedUp, nowMillis));
        }
    }
}
