package dev.warren.conformance.badinput;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/// Runs one misbehaviour with many seeds side by side, since the broker takes its time with each.
final class AtOnce {
    private AtOnce() {}

    static <T> List<T> forSeeds(long count, LongFunction<Callable<T>> peer) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = LongStream.range(0, count).mapToObj(peer).toList();
            var results = new ArrayList<T>();
            for (Future<T> result : threads.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        }
    }
}
