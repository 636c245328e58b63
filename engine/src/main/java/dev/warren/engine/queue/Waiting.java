package dev.warren.engine.queue;

import dev.warren.engine.message.Message;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// What waits in a queue until its time has come: to be counted and looked at. On the lane of the
/// queue.
///
/// What is due is on its way and waits no more.
public interface Waiting {

    /// How many entries a page has at most.
    int PAGE_MAX = 500;

    /// How many bytes of header and body a page has, beyond which it gets no further entry.
    long PAGE_BYTES_MAX = 8 << 20;

    /// Where a message stands in the order in which they become due: until when it waits, in
    /// milliseconds of the wall clock, and its number in the queue, which no other ever has.
    record Place(long untilMillis, long id) {

        /// Before all others.
        public static final Place FIRST = new Place(Long.MIN_VALUE, -1);

        /// Before all that wait until that time, in milliseconds of the wall clock, or longer.
        public static Place at(long millis) {
            return new Place(millis, -1);
        }
    }

    /// A message that waits.
    record Entry(Place place, Message message) {}

    /// Some of those that wait, in order, and where to go on: null if that is all.
    record Page(List<Entry> entries, @Nullable Place next) {
        public Page {
            entries = List.copyOf(entries);
        }
    }

    /// How many wait, and until when the first of them does: null if none waits.
    record Summary(long count, @Nullable Long nextMillis) {}

    /// Cheap, however many there are.
    Summary summary();

    /// Those behind a place, so many at most and never more than [#PAGE_MAX]. Costs a look at the
    /// time of every message that waits (some ten milliseconds for a million), and reads those on
    /// the page. Only so many may look at once; others are refused with 406.
    CompletionStage<Page> page(Place after, int max);
}
