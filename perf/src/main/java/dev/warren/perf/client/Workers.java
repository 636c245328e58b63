package dev.warren.perf.client;

import dev.warren.perf.measure.Meter;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The event loops of one side, producers or consumers.
public final class Workers implements AutoCloseable {

    private final MultiThreadIoEventLoopGroup group;
    private final List<Worker> workers = new ArrayList<>();

    public Workers(String name, int count) {
        group =
                new MultiThreadIoEventLoopGroup(
                        count, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
        for (int i = 0; i < count; i++) {
            workers.add(new Worker(group.next(), new Meter()));
        }
    }

    /// In turn.
    public Worker worker(int index) {
        return workers.get(index % workers.size());
    }

    public List<Meter> meters() {
        return workers.stream().map(Worker::meter).toList();
    }

    @Override
    public void close() {
        var _ = group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
