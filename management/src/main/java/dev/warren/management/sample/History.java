package dev.warren.management.sample;

import java.util.List;

/// What the numbers of one thing have been, for as long as its retention says. Written by the
/// sampler, read from any thread.
final class History {

    private final Row before;
    private final List<Ring> rings;

    /// @param before what the numbers were until it began
    History(Retention retention, Row before) {
        this.before = before;
        this.rings = retention.spans().stream().map(Ring::new).toList();
    }

    void add(Row row) {
        for (Ring ring : rings) {
            ring.add(row);
        }
    }

    /// The numbers at a time, as fine as is known.
    ///
    /// @param ageMillis how far back the asker looks altogether
    Row at(long millis, long ageMillis) {
        for (Ring ring : rings) {
            if (ring.reaches(ageMillis) || ring == rings.getLast()) {
                Row found = ring.atOrNull(millis);
                return found == null ? before : found;
            }
        }
        return before;
    }
}
