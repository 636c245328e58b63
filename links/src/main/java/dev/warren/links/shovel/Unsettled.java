package dev.warren.links.shovel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which messages of the source wait for the destination: delivery tags by the numbers under which
/// they were published. Both grow in the same order. Owned by one thread.
final class Unsettled {

    private final NavigableMap<Long, Long> tags = new TreeMap<>();

    /// Refused by the destination, and not yet given back to the source.
    private final TreeSet<Long> refused = new TreeSet<>();

    void published(long sequence, long tag) {
        tags.put(sequence, tag);
    }

    /// How many wait for a word of the destination.
    int size() {
        return tags.size();
    }

    boolean isEmpty() {
        return tags.isEmpty();
    }

    /// The tags that a confirm is about, the oldest first; none when it is about nothing known.
    ///
    /// @param isMultiple whether it is about all numbers up to this one
    List<Long> take(long sequence, boolean isMultiple) {
        if (!isMultiple) {
            Long tag = tags.remove(sequence);
            return tag == null ? List.of() : List.of(tag);
        }
        Map<Long, Long> upTo = tags.headMap(sequence, true);
        List<Long> taken = new ArrayList<>(upTo.values());
        upTo.clear();
        return taken;
    }

    void refuse(List<Long> some) {
        refused.addAll(some);
    }

    /// All that was refused since the last time.
    List<Long> takeRefused() {
        List<Long> taken = List.copyOf(refused);
        refused.clear();
        return taken;
    }

    boolean hasRefused() {
        return !refused.isEmpty();
    }

    /// Whether everything up to this tag is settled, so that the source may be told so at once.
    boolean isSettledUpTo(long tag) {
        return refused.floor(tag) == null && (tags.isEmpty() || tags.firstEntry().getValue() > tag);
    }
}
