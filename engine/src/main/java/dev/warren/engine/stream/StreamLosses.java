package dev.warren.engine.stream;

import dev.warren.engine.queue.Losses;
import dev.warren.engine.queue.QueueCounter;
import dev.warren.engine.queue.QueueCounters;
import dev.warren.engine.queue.QueueIdentity;
import dev.warren.engine.stream.store.LostRange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Counts the messages of a stream that the disk cannot give back: each once, however many
/// consumers come across it, and however often. Owned by the queue's lane.
final class StreamLosses {

    /// How many damaged places it remembers. What is damaged beyond that is not counted.
    static final int PLACES_MAX = 4_096;

    private record Place(long segment, long position) {}

    private final QueueCounters counters;
    private final Losses losses;

    /// From which offset on messages are known to be lost at each place. A consumer that begins in
    /// the middle sees fewer of them.
    private final Map<Place, Long> known = new HashMap<>();

    StreamLosses(QueueIdentity identity, QueueCounters counters) {
        this.counters = counters;
        this.losses = new Losses(identity);
    }

    /// What somebody has come across.
    void add(List<LostRange> found) {
        for (LostRange range : found) {
            add(range);
        }
    }

    private void add(LostRange range) {
        Place place = new Place(range.segment(), range.position());
        long to = known.getOrDefault(place, range.to());
        boolean isNew = range.from() < to;
        if (isNew && (known.size() < PLACES_MAX || known.containsKey(place))) {
            known.put(place, range.from());
            counters.add(QueueCounter.LOST, to - range.from());
            losses.add(to - range.from(), range);
        }
    }
}
