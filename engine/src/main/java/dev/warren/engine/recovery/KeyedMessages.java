package dev.warren.engine.recovery;

import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/// The messages of a queue whose keys no record of keys holds, as far as the log has been read.
/// Owned by whoever reads.
///
/// The log has a copy of an old message behind younger ones. Of two with the same key the younger
/// one says until when it is taken, so they have to be told in the order in which they came.
final class KeyedMessages {

    private final NavigableSet<Long> sequences = new TreeSet<>();

    /// A message with keys, or a copy.
    void add(long sequence) {
        sequences.add(sequence);
    }

    /// There is a record with the keys of all messages up to that one.
    void written(long sequence) {
        sequences.headSet(sequence, true).clear();
    }

    List<Long> inOrder() {
        return List.copyOf(sequences);
    }
}
