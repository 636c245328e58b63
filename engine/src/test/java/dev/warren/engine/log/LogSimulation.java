package dev.warren.engine.log;

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

    public boolean hasPower() {
        return disk.hasPower();
    }

    /// The power goes: what was not synced may be lost, and the threads are gone.
    public void crash() {
        disk = disk.crash();
        threads = new StepThreads(random);
    }
}
