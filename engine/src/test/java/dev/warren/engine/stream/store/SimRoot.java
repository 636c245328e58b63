package dev.warren.engine.stream.store;

import dev.warren.engine.log.SimDisk;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// Directories in memory, each a [SimDisk]. Making and deleting one is durable at once.
public final class SimRoot implements StreamRoot {

    public final Map<Long, SimDisk> disks = new TreeMap<>();
    private final Random random;

    public SimRoot(Random random) {
        this.random = random;
    }

    @Override
    public SimDisk directory(long stream) {
        return disks.computeIfAbsent(stream, _ -> new SimDisk(random));
    }

    @Override
    public List<Long> streams() {
        return List.copyOf(disks.keySet());
    }

    @Override
    public void delete(long stream) {
        disks.remove(stream);
    }

    /// As it is found after a crash.
    public SimRoot crash() {
        SimRoot after = new SimRoot(random);
        disks.forEach((stream, disk) -> after.disks.put(stream, disk.crash()));
        return after;
    }
}
