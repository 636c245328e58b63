package dev.warren.engine.recovery;

import java.util.Random;

/// How long a node lives in a [StorageWorld], and how it ends: in order, without power, with a disk
/// that has failed, or at once. Between what clients do the world goes some steps.
///
/// @param random also what clients go by: one seed is one run
record WorldLife(StorageWorld world, Random random) {

    /// What clients do.
    interface Clients {

        /// One thing, by chance.
        void act();

        /// Everything becomes due, and is taken. The disk has not failed.
        void drain();
    }

    /// From the start to the crash, which the last life survives in order.
    void live(int steps, boolean isLast, Clients clients) {
        int fate = isLast ? -1 : random.nextInt(5);
        if (fate == 0 || fate == 1) {
            world.losePowerAfter(1 + random.nextInt(fate == 0 ? 100 : 1_000));
        }
        int failsAt = fate == 2 ? random.nextInt(steps) : steps;
        for (int i = 0; i < steps && world.hasPower(); i++) {
            if (i == failsAt) {
                world.fail();
            }
            clients.act();
            for (int n = random.nextInt(8); n > 0; n--) {
                world.step();
            }
        }
        if (isLast || fate == 3) {
            clients.drain();
            world.run(0, () -> world.storage().close());
            world.rest();
        }
        world.crash();
    }

    /// The disk goes on, or its room changes.
    void disk() {
        if (random.nextBoolean()) {
            world.passTime();
        } else {
            world.fill(random.nextInt(3) == 0);
        }
    }
}
