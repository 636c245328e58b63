package dev.warren.engine.stream.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Finds out what all streams hold, some of them side by side: mostly each waits for the disk. For
/// one use; calls block.
final class StreamsRecovery {

    private final StreamRoot root;
    private final DamageListener damages;
    final Map<Long, StreamFiles> found = new ConcurrentHashMap<>();

    /// What is damaged, by stream. Each list is made by the thread that reads the stream.
    final Map<Long, List<LostRange>> lost = new ConcurrentHashMap<>();

    StreamsRecovery(StreamRoot root, DamageListener damages) {
        this.root = root;
        this.damages = damages;
    }

    void recover(List<Long> streams) throws IOException {
        int readers = Math.min(root.readers(), streams.size());
        if (readers > 1) {
            try (ExecutorService threads = Executors.newFixedThreadPool(readers)) {
                recover(streams, threads);
            }
        } else {
            for (long stream : streams) {
                recover(stream);
            }
        }
    }

    private void recover(List<Long> streams, ExecutorService threads) throws IOException {
        List<Future<?>> all = new ArrayList<>();
        for (long stream : streams) {
            all.add(
                    threads.submit(() -> {
                        recover(stream);
                        return null;
                    }));
        }
        try {
            for (Future<?> each : all) {
                each.get();
            }
        } catch (ExecutionException e) {
            threads.shutdownNow();
            throw new IOException("a stream cannot be read", e.getCause());
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the streams were read", e);
        }
    }

    private void recover(long stream) throws IOException {
        found.put(
                stream,
                new StreamRecovery(root.directory(stream), stream, this::damaged).recover());
    }

    private void damaged(long stream, long segment, long position, long from, long to) {
        damages.damaged(stream, segment, position, from, to);
        if (from < to) {
            lost.computeIfAbsent(stream, _ -> new ArrayList<>())
                    .add(new LostRange(segment, position, from, to));
        }
    }
}
