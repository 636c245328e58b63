package dev.warren.management.sample;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The tracks of all things of one kind, by what counts for them. Written by the sampler, read from
/// any thread.
///
/// @param <C> counters, equal only to themselves
final class Tracks<C> {

    /// So many things of a kind have a track; more have none.
    static final int TRACKED_MAX = 250_000;

    /// When there are more, those that are idle are looked at less often.
    static final int OFTEN_MAX = 2_000;

    /// So seldom: every fifth time.
    static final int SELDOM = 5;

    /// A thing with all that is known of it.
    record Tracked(Track track, Watch watch) {}

    private static final class Entry {
        final Tracked tracked;
        final int number;
        boolean isBusy;
        long seen;

        Entry(Tracked tracked, int number) {
            this.tracked = tracked;
            this.number = number;
        }
    }

    private final Map<C, Entry> entries = new ConcurrentHashMap<>();
    private final Columns<C> columns;
    private final Retention retention;
    private final Places places;
    private final Supplier<Watch> watches;
    private final long[] scratch;
    private int added;

    Tracks(Columns<C> columns, Retention retention, Places places, Supplier<Watch> watches) {
        this.columns = columns;
        this.retention = retention;
        this.places = places;
        this.watches = watches;
        this.scratch = new long[columns.count()];
    }

    @Nullable Tracked trackedOrNull(C counters) {
        Entry entry = entries.get(counters);
        return entry == null ? null : entry.tracked;
    }

    boolean areMany() {
        return entries.size() > OFTEN_MAX;
    }

    /// These are there now, and no others. What is there in the first round was there before; what
    /// comes later begins with zeros.
    void follow(Iterable<? extends C> now, long round, long nowMillis) {
        for (C counters : now) {
            Entry entry = entries.get(counters);
            if (entry == null && entries.size() < TRACKED_MAX) {
                entry = new Entry(tracked(counters, round == 0, nowMillis), added++);
                entries.put(counters, entry);
            }
            if (entry != null) {
                entry.seen = round;
            }
        }
        entries.values().removeIf(entry -> isGone(entry, round));
    }

    private Tracked tracked(C counters, boolean wasThere, long nowMillis) {
        long[] begun = new long[columns.count()];
        if (wasThere) {
            columns.reader().read(counters, begun);
        }
        return new Tracked(
                new Track(
                        row -> columns.reader().read(counters, row),
                        retention,
                        Row.copyOf(nowMillis - Sampler.EVERY_MILLIS, begun)),
                watches.get());
    }

    private boolean isGone(Entry entry, long round) {
        if (entry.seen == round) {
            return false;
        }
        if (entry.tracked.track().isKept()) {
            places.giveBack();
        }
        return true;
    }

    void sample(long round, long nowMillis) {
        boolean areMany = areMany();
        for (Entry entry : entries.values()) {
            if (entry.isBusy || !areMany || (round + entry.number) % SELDOM == 0) {
                entry.isBusy = entry.tracked.track().sample(nowMillis, scratch);
                entry.tracked.watch().look(scratch, nowMillis);
                keep(entry, nowMillis);
            }
        }
    }

    private void keep(Entry entry, long nowMillis) {
        Track track = entry.tracked.track();
        if (entry.isBusy && !track.isKept() && places.take()) {
            track.keep();
        } else if (track.isKept() && track.isStale(nowMillis)) {
            track.forget();
            places.giveBack();
        }
    }
}
