package dev.warren.perf.queues;

import dev.warren.codec.value.ShortString;
import java.util.List;
import java.util.stream.IntStream;

/// What queues are called.
public final class Names {

    private Names() {}

    /// One queue has the name itself, several have `name-0`, `name-1` and so on.
    public static List<ShortString> of(String name, int count) {
        return count == 1
                ? List.of(ShortString.of(name))
                : IntStream.range(0, count).mapToObj(i -> ShortString.of(name + "-" + i)).toList();
    }
}
