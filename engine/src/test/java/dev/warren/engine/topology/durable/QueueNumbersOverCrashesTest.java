package dev.warren.engine.topology.durable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.topology.SteppedLane;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.TopologyEvent;
import dev.warren.engine.topology.VirtualHostDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Lets a store work, lose what was not synced, and start again, many times: no number that a log
/// has ever kept, or that somebody was told, is given to a second durable queue.
class QueueNumbersOverCrashesTest {

    private static final int SEEDS = 300;
    private static final int LIVES = 6;
    private static final int STEPS = 60;

    /// What a disk holds over the lives of a node: a log, sometimes cut short by a snapshot.
    private static final class Node {

        final SteppedLane lane = new SteppedLane();
        final Random random;
        final Set<Long> kept = new HashSet<>();
        final List<byte[]> disk = new ArrayList<>();
        FakeLog log = FakeLog.late();
        int synced;

        Node(long seed) {
            random = new Random(seed);
        }

        void live(RandomCommands commands) {
            log = FakeLog.late();
            log.records().addAll(disk);
            synced = disk.size();
            var store = new DurableMetadataStore(lane, log, TopologyRecovery.restore(disk));
            store.watch(applied -> applied.events().forEach(this::check));
            store.submit(new TopologyCommand.AddVhost(VirtualHostDefinition.of("/")));
            for (int step = 0; step < STEPS; step++) {
                store.submit(commands.next(store.topology()))
                        .thenAccept(told -> keep(told.events()));
                lane.runAll();
                if (random.nextInt(8) == 0) {
                    sync();
                }
                if (random.nextInt(30) == 0) {
                    compact(store.topology());
                }
            }
            crash();
        }

        void check(TopologyEvent event) {
            if (event instanceof TopologyEvent.QueueCreated(var queue) && queue.isDurable()) {
                assertThat(kept).doesNotContain(queue.id());
            }
        }

        void keep(List<TopologyEvent> events) {
            for (TopologyEvent event : events) {
                if (event instanceof TopologyEvent.QueueCreated(var queue) && queue.isDurable()) {
                    kept.add(queue.id());
                }
            }
        }

        void sync() {
            log.sync();
            lane.runAll();
            synced = log.records().size();
        }

        /// A snapshot takes the place of all before it.
        void compact(Topology topology) {
            sync();
            log.records().clear();
            TopologySnapshot.write(topology, log.records()::add);
            synced = log.records().size();
        }

        /// What was not synced is lost from somewhere on: all of it, a part, or nothing.
        void crash() {
            int left = synced + random.nextInt(log.records().size() - synced + 1);
            disk.clear();
            disk.addAll(log.records().subList(0, left));
            for (byte[] record : disk) {
                for (var command : TopologyCodec.decode(record)) {
                    if (command instanceof TopologyCommand.RestoreQueue(var queue)) {
                        kept.add(queue.id());
                    }
                }
            }
        }
    }

    @Test
    void noNumberIsGivenToTwoDurableQueues() {
        int numbers = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            Node node = new Node(seed);
            RandomCommands commands = new RandomCommands(seed);
            try {
                for (int life = 0; life < LIVES; life++) {
                    node.live(commands);
                }
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed, e);
            }
            numbers += node.kept.size();
        }
        assertThat(numbers).isGreaterThan(SEEDS * LIVES);
    }
}
