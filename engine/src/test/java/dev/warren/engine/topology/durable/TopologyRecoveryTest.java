package dev.warren.engine.topology.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.topology.ExchangeDefinition;
import dev.warren.engine.topology.QueueOptions;
import dev.warren.engine.topology.SteppedLane;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.VirtualHostDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Changes a store by chance and looks whether what the log and snapshots give back is its durable
/// part.
class TopologyRecoveryTest {

    private static final int STEPS = 80;
    private static final int SEEDS_A_BLOCK = 100;

    private record Run(List<Topology> live, List<Integer> lengths, List<byte[]> records) {}

    static LongStream blocks() {
        return LongStream.range(0, 12).map(block -> block * SEEDS_A_BLOCK);
    }

    /// Every topology there was, and how long the log was then.
    private static Run run(long seed) {
        SteppedLane lane = new SteppedLane();
        FakeLog log = FakeLog.immediate();
        var store = new DurableMetadataStore(lane, log, Topology.EMPTY);
        RandomCommands random = new RandomCommands(seed);
        Run run = new Run(new ArrayList<>(), new ArrayList<>(), log.records());
        store.submit(new TopologyCommand.AddVhost(VirtualHostDefinition.of("/")));
        for (int step = 0; step < STEPS; step++) {
            store.submit(random.next(store.topology()));
            lane.runAll();
            run.live().add(store.topology());
            run.lengths().add(log.records().size());
        }
        return run;
    }

    private static void assertSame(Topology recovered, Topology live, String when) {
        assertThat(DurablePart.of(recovered)).as(when).isEqualTo(DurablePart.of(live));
        assertThat(recovered.queueNumbers().nextDurable())
                .as(when)
                .isEqualTo(live.queueNumbers().nextDurable());
    }

    private static Topology replay(Topology start, List<byte[]> records) {
        return records.stream().reduce(start, TopologyRecovery::replay, (_, last) -> last);
    }

    private static Topology throughSnapshot(Topology topology) {
        List<byte[]> records = new ArrayList<>();
        TopologySnapshot.write(topology, records::add);
        return TopologyRecovery.restore(records);
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void logCutAnywhereGivesTheDurablePart(long first) {
        for (long seed = first; seed < first + SEEDS_A_BLOCK; seed++) {
            Run run = run(seed);
            Topology recovered = Topology.EMPTY;
            int read = 0;
            for (int step = 0; step < STEPS; step++) {
                recovered = replay(recovered, run.records().subList(read, run.lengths().get(step)));
                read = run.lengths().get(step);
                assertSame(recovered, run.live().get(step), "seed " + seed + ", step " + step);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void replayOverItsOwnOutcomeChangesNothing(long first) {
        for (long seed = first; seed < first + SEEDS_A_BLOCK; seed++) {
            Run run = run(seed);
            Topology recovered = TopologyRecovery.restore(run.records());
            for (int from = 0; from < run.records().size(); from += 7) {
                List<byte[]> end = run.records().subList(from, run.records().size());
                recovered = replay(recovered, end);
                assertSame(recovered, run.live().getLast(), "seed " + seed + ", from " + from);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void snapshotAndTheLogBehindItGiveTheDurablePart(long first) {
        for (long seed = first; seed < first + SEEDS_A_BLOCK; seed++) {
            Run run = run(seed);
            for (int step = 0; step < STEPS; step += 9) {
                Topology snapshot = throughSnapshot(run.live().get(step));
                String when = "seed " + seed + ", snapshot at " + step;
                assertSame(snapshot, run.live().get(step), when);
                List<byte[]> log = run.records();
                List<byte[]> later = log.subList(run.lengths().get(step), log.size());
                assertSame(replay(snapshot, later), run.live().getLast(), when);
                assertSame(replay(snapshot, log), run.live().getLast(), when + ", whole log");
            }
        }
    }

    @Test
    void exchangeOfAnUnknownTypeIsNotReplayed() {
        var definition =
                new ExchangeDefinition(
                        ShortString.of("x"), "x-new", true, false, false, FieldTable.EMPTY);
        assertNotReplayed(
                new TopologyCommand.DeclareExchange("/", definition), "unknown exchange type");
    }

    @Test
    void wishForAQueueIsNotReplayed() {
        var options = new QueueOptions(true, false, null, FieldTable.EMPTY);
        assertNotReplayed(
                new TopologyCommand.DeclareQueue("/", ShortString.of("q"), options, false),
                "a wish and no outcome");
    }

    private static void assertNotReplayed(TopologyCommand command, String why) {
        var vhost = new TopologyCommand.AddVhost(VirtualHostDefinition.of("/"));
        byte[] record = TopologyCodec.encode(List.of(vhost, command));

        assertThatExceptionOfType(TopologyFormatException.class)
                .isThrownBy(() -> TopologyRecovery.replay(Topology.EMPTY, record))
                .withMessageContaining(why);
    }
}
