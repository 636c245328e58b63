package dev.warren.management.sample;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// The samples of one span: one row for each step of time, the oldest overwritten. Written by the
/// sampler, read from any thread.
final class Ring {

    private final long stepMillis;
    private final AtomicReferenceArray<@Nullable Row> rows;

    Ring(Retention.Span span) {
        stepMillis = span.everySeconds() * 1_000L;
        rows = new AtomicReferenceArray<>(span.seconds() / span.everySeconds() + 2);
    }

    /// Keeps the row if it is the first one of its step.
    void add(Row row) {
        int place = place(row.millis());
        Row there = rows.get(place);
        if (there == null || step(there.millis()) != step(row.millis())) {
            rows.set(place, row);
        }
    }

    /// The row of the step in which that time is, or of the nearest one before. Null when the ring
    /// does not go back so far.
    @Nullable Row atOrNull(long millis) {
        long step = step(millis);
        for (int back = 0; back < rows.length(); back++) {
            Row found = rows.get(Math.floorMod(step - back, rows.length()));
            if (found != null && step(found.millis()) == step - back) {
                return found;
            }
        }
        return null;
    }

    boolean reaches(long ageMillis) {
        return ageMillis <= (rows.length() - 2) * stepMillis;
    }

    private long step(long millis) {
        return Math.floorDiv(millis, stepMillis);
    }

    private int place(long millis) {
        return Math.floorMod(step(millis), rows.length());
    }
}
