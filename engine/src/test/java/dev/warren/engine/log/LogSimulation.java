package dev.warren.engine.log;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;

/// A simulated disk and the log's threads as steps, for tests of what stands on the log.
public final class LogSimulation {

    private final Random random;
    private SimDisk disk;
    private StepThreads threads;

    public LogSimulation(Random random) {
        this.random = random;
        this.disk = new SimDisk(random);
        this.threads = new StepThreads(random);
    }

    public Disk disk() {
        return disk;
    }

    public LogThreads threads() {
        return threads;
    }

    /// Lets one of the threads do something. False when both rest.
    public boolean step() {
        return threads.step();
    }

    public void passTime() {
        threads.passTime();
    }

    public void losePowerAfter(int steps) {
        disk.losePowerAfter(steps);
    }

    /// From now on no write or no sync succeeds.
    public void fail(boolean whileSyncing) {
        if (whileSyncing) {
            disk.failSyncs();
        } else {
            disk.failWrites();
        }
    }

    /// So many bytes of files may still be added.
    public void setRoom(long bytes) {
        disk.setRoom(bytes);
    }

    /// Flips a bit at the end of these bytes, wherever they stand.
    public void damage(byte[] bytes) throws IOException {
        for (String name : disk.list()) {
            byte[] all = disk.bytes(name);
            for (int at = 0; at + bytes.length <= all.length; at++) {
                if (Arrays.equals(all, at, at + bytes.length, bytes, 0, bytes.length)) {
                    disk.flip(name, at + bytes.length - 1L);
                }
            }
        }
    }

    public boolean hasPower() {
        return disk.hasPower();
    }

    /// The power goes: what was not synced may be lost, and the threads are gone.
    public void crash() {
        disk = disk.crash();
        threads = new StepThreads(random);
    }
}
