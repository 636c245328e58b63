package dev.warren.engine.stream.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.Seeds;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Lives and crashes of a stream, over many seeds. What was confirmed is found again under its
/// offset, offsets have no holes, bodies are exact, and nothing is called damaged.
class StreamSimulationTest {

    private static final Seeds SEEDS = Seeds.of(1_000);
    private static final int LIVES = 5;
    private static final int STEPS = 120;

    @Test
    void whatWasConfirmedIsFoundAfterAnyCrash() {
        Set<String> walked = new HashSet<>();
        SEEDS.play(seed -> live(seed, walked));

        SEEDS.ifMany(() -> assertThat(walked).contains("blocked", "retained", "rolled"));
    }

    private static void live(long seed, Set<String> walked) throws IOException {
        StreamWorld world = new StreamWorld(seed, StreamWorld.limits(2_000));
        for (int life = 0; life < LIVES; life++) {
            if (world.random.nextBoolean()) {
                world.disk().losePowerAfter(1 + world.random.nextInt(200));
            }
            for (int step = 0; step < STEPS; step++) {
                step(world, walked);
            }
            crash(world);
            note(world, walked);
        }
    }

    private static void step(StreamWorld world, Set<String> walked) throws IOException {
        switch (world.random.nextInt(12)) {
            case 0, 1, 2 -> publish(world);
            case 3 -> world.threads.passTime();
            case 4 -> {
                // the reserve of a disk that is nearly full
                world.disk().setRoom(world.random.nextInt(4) == 0 ? 300 : Long.MAX_VALUE);
            }
            case 5 -> {
                world.limits =
                        new StreamLimits(
                                world.random.nextInt(4) == 0 ? 5_000L : null, null, 2_000, 16);
                world.log.configure(world.limits);
            }
            case 6 -> {
                world.lanes.step();
                if (world.isBlocked) {
                    walked.add("blocked");
                }
            }
            default -> {
                if (!world.threads.step()) {
                    world.lanes.step();
                }
            }
        }
    }

    private static void publish(StreamWorld world) {
        String[] bodies = new String[1 + world.random.nextInt(5)];
        for (int i = 0; i < bodies.length; i++) {
            int length = world.random.nextInt(8) == 0 ? 1_500 : world.random.nextInt(100);
            bodies[i] = world.published.size() + i + ":" + "x".repeat(length);
        }
        world.publish(bodies);
    }

    private static void crash(StreamWorld world) throws IOException {
        while (world.lanes.step()) {}
        int confirmed = world.confirmed;

        world.crashAndOpen();

        long next = world.log.extent().nextOffset();
        assertThat(next).isGreaterThanOrEqualTo(confirmed);
        assertThat(world.damages).isEmpty();
        TreeMap<Long, String> expected = new TreeMap<>();
        for (long offset = world.log.extent().firstOffset(); offset < next; offset++) {
            expected.put(offset, world.published.get((int) offset));
        }
        assertThat(world.readAll()).isEqualTo(expected);
    }

    private static void note(StreamWorld world, Set<String> walked) {
        walked.add(world.log.extent().firstOffset() > 0 ? "retained" : "");
        walked.add(world.log.extent().sealed().isEmpty() ? "" : "rolled");
    }
}
