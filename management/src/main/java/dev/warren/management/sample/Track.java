package dev.warren.management.sample;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// What is known of the numbers of one thing over time. Written by the sampler's thread only, read
/// from any thread.
public final class Track {

    /// Over so long the pace is measured, once there is so much to measure.
    static final long PACE_MILLIS = 5_000;

    /// A sample, as somebody asked for it.
    public record Sample(long millis, long value) {}

    /// The pace between two rows. Equal rows are none.
    private record Pace(Row from, Row to) {

        double of(int column) {
            long millis = to.millis() - from.millis();
            return millis <= 0 ? 0 : (to.of(column) - from.of(column)) * 1_000.0 / millis;
        }
    }

    private final Reading reading;
    private final Retention retention;

    /// While nothing changes it stays as it is.
    private volatile Pace pace;

    /// Null while the thing has always been idle, or others have taken all places.
    private volatile @Nullable History history;

    /// The rows of the last seconds; empty while nothing changes. The sampler's.
    private final Deque<Row> recent = new ArrayDeque<>(8);

    private long lookedMillis;
    private long busyMillis;

    /// @param begun the numbers before anything is sampled
    Track(Reading reading, Retention retention, Row begun) {
        this.reading = reading;
        this.retention = retention;
        this.pace = new Pace(begun, begun);
        this.lookedMillis = begun.millis();
        this.busyMillis = begun.millis();
    }

    /// Looks at the numbers. True when something has changed within the last seconds.
    ///
    /// @param scratch as many columns as the thing has; they hold the numbers afterwards
    boolean sample(long nowMillis, long[] scratch) {
        reading.into(scratch);
        Row last = pace.to();
        boolean isSame = last.has(scratch);
        if (recent.isEmpty() && !isSame) {
            recent.add(last.at(lookedMillis));
        }
        lookedMillis = nowMillis;
        Row now = isSame ? last.at(nowMillis) : Row.copyOf(nowMillis, scratch);
        if (!recent.isEmpty()) {
            run(now, isSame);
        }
        History kept = history;
        if (kept != null) {
            kept.add(now);
        }
        return !recent.isEmpty();
    }

    private void run(Row now, boolean isSame) {
        if (!isSame) {
            busyMillis = now.millis();
        }
        recent.add(now);
        while (recent.size() > 2 && recent.getFirst().millis() < now.millis() - PACE_MILLIS) {
            recent.removeFirst();
        }
        if (now.millis() - busyMillis > PACE_MILLIS) {
            recent.clear();
            pace = new Pace(now, now);
        } else {
            pace = new Pace(recent.getFirst(), now);
        }
    }

    /// From now on it has a history.
    void keep() {
        Pace known = pace;
        History begun = new History(retention, known.from());
        begun.add(known.from());
        begun.add(known.to());
        history = begun;
    }

    void forget() {
        history = null;
    }

    boolean isKept() {
        return history != null;
    }

    /// Whether nothing has changed for as long as samples are kept.
    boolean isStale(long nowMillis) {
        return nowMillis - busyMillis > retention.secondsMax() * 1_000L;
    }

    /// How much the number changes in a second, just now.
    public double rate(int column) {
        return pace.of(column);
    }

    /// The number when somebody looked last.
    public long last(int column) {
        return pace.to().of(column);
    }

    /// Those of a number at which nobody has looked.
    public static List<Sample> zeros(Range range, long nowMillis) {
        return LongStream.iterate(range.newest(nowMillis), time -> time - range.stepMillis())
                .limit(range.count())
                .mapToObj(time -> new Sample(time, 0))
                .toList();
    }

    /// The samples of a range, newest first.
    ///
    /// @param isRoundedUp whether the newest time is rounded up, as that of lengths is
    public List<Sample> samples(int column, Range range, long nowMillis, boolean isRoundedUp) {
        Row last = pace.to();
        History kept = history;
        long millis = isRoundedUp ? range.newestUp(nowMillis) : range.newest(nowMillis);
        List<Sample> samples = new ArrayList<>(range.count());
        for (int i = 0; i < range.count(); i++) {
            Row row =
                    millis >= last.millis() || kept == null
                            ? last
                            : kept.at(millis, range.ageSeconds() * 1_000L);
            samples.add(new Sample(millis, row.of(column)));
            millis -= range.stepMillis();
        }
        return samples;
    }
}
