package dev.warren.engine.queue.store;

import dev.warren.engine.message.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/// A disk by position whose reads wait until the test lets them happen.
final class HeldReads implements BodyReader {

    final Map<Long, Supplier<Message>> disk = new HashMap<>();
    final Set<Long> failing = new HashSet<>();

    /// The sequences of each read so far.
    final List<List<Long>> asked = new ArrayList<>();

    private final ArrayDeque<BodyRead> held = new ArrayDeque<>();

    @Override
    public void read(BodyRead read) {
        asked.add(
                LongStream.range(0, read.count())
                        .map(i -> read.sequence((int) i))
                        .boxed()
                        .toList());
        held.add(read);
    }

    int held() {
        return held.size();
    }

    /// Lets the first of them happen. What is neither on the disk nor failing is damaged.
    void letOnePass() {
        BodyRead read = held.remove();
        for (int i = 0; i < read.count(); i++) {
            Supplier<Message> found = disk.get(read.position(i));
            if (failing.contains(read.position(i))) {
                continue;
            }
            if (found == null) {
                read.damaged(i);
            } else {
                read.found(i, found.get());
            }
        }
        read.complete();
    }
}
