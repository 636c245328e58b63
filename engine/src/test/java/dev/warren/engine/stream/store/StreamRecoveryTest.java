package dev.warren.engine.stream.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.log.SimDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What is found behind a torn end, a damaged chunk, and a lost index.
class StreamRecoveryTest {

    private static final long ALL_IN_ONE = 1 << 20;

    private static StreamWorld worldWith(int turns, long segmentBytes) throws IOException {
        StreamWorld world = new StreamWorld(1, StreamWorld.limits(segmentBytes));
        for (int i = 0; i < turns; i++) {
            world.publish("a" + i, "b" + i);
            world.settle();
        }
        assertThat(world.confirmed).isEqualTo(2 * turns);
        return world;
    }

    private static SimDisk copy(SimDisk disk, int cutTo, boolean keepsIndex) throws IOException {
        SimDisk copy = new SimDisk(new Random(1));
        for (String name : disk.list()) {
            byte[] bytes = disk.bytes(name);
            boolean isSegment = name.endsWith(".segment");
            if (isSegment || keepsIndex) {
                try (var file = copy.create(name, 0)) {
                    int length = isSegment ? Math.min(cutTo, bytes.length) : bytes.length;
                    file.write(ByteBuffer.wrap(bytes, 0, length), 0);
                    file.sync();
                }
            }
        }
        copy.syncDirectory();
        return copy;
    }

    private static void reopen(StreamWorld world, SimDisk disk) throws IOException {
        world.root.disks.put(StreamWorld.STREAM, disk);
        world.open();
    }

    @Test
    void aFileThatEndsAnywhereGivesTheWholeChunksBeforeAndGoesOnThere() throws IOException {
        StreamWorld full = worldWith(5, ALL_IN_ONE);
        SimDisk disk = full.disk();
        int size = disk.bytes(SegmentNames.segment(0)).length;

        for (int cut = 0; cut < size; cut++) {
            StreamWorld world = new StreamWorld(cut, StreamWorld.limits(ALL_IN_ONE));
            reopen(world, copy(disk, cut, false));
            world.published.addAll(full.published);
            world.forgetLost();
            int left = world.published.size();
            assertThat(left % 2).isZero();
            assertThat(world.damages).isEmpty();

            world.publish("new");
            world.settle();

            assertThat(world.confirmed).isEqualTo(left + 1);
            assertThat(List.copyOf(world.readAll().values())).isEqualTo(world.published);
            world.open();
            assertThat(List.copyOf(world.readAll().values())).isEqualTo(world.published);
            assertThat(world.damages).isEmpty();
        }
    }

    @Test
    void aFileShorterThanItsIndexSaysIsDamagedAndItsOffsetsAreNotUsedAgain() throws IOException {
        StreamWorld full = worldWith(5, ALL_IN_ONE);
        int size = full.disk().bytes(SegmentNames.segment(0)).length;

        reopen(full, copy(full.disk(), size - 1, true));

        assertThat(full.damages).containsExactly("8..10");
        assertThat(full.log.extent().nextOffset()).isEqualTo(10);
        full.publish("new");
        full.settle();
        assertThat(full.readAll().keySet()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 10L);
    }

    @Test
    void eachFlippedBitIsReportedAndTheOtherChunksStay() throws IOException {
        StreamWorld full = worldWith(4, ALL_IN_ONE);
        NavigableMap<Long, String> all = full.readAll();
        int size = full.disk().bytes(SegmentNames.segment(0)).length;

        for (int at = SegmentHeader.BYTES; at < size; at++) {
            StreamWorld world = new StreamWorld(at, StreamWorld.limits(ALL_IN_ONE));
            SimDisk disk = copy(full.disk(), size, true);
            disk.flip(SegmentNames.segment(0), at);

            reopen(world, disk);

            NavigableMap<Long, String> found = world.readAll();
            assertThat(world.log.extent().nextOffset()).isEqualTo(8);
            assertThat(found).hasSize(6);
            assertThat(all.entrySet()).containsAll(found.entrySet());
        }
    }

    @Test
    void withoutTheIndexADamagedChunkIsToldFromATornEndByTheChunksBehind() throws IOException {
        StreamWorld world = worldWith(4, ALL_IN_ONE);
        SimDisk disk = copy(world.disk(), Integer.MAX_VALUE, false);
        disk.flip(SegmentNames.segment(0), SegmentHeader.BYTES + 60);

        reopen(world, disk);

        assertThat(world.damages).containsExactly("0..2");
        assertThat(world.readAll().keySet()).containsExactly(2L, 3L, 4L, 5L, 6L, 7L);
    }

    @Test
    void aLostIndexIsMadeAnew() throws IOException {
        StreamWorld world = worldWith(10, 300);
        byte[] before = world.disk().bytes(SegmentNames.index(0));
        NavigableMap<Long, String> all = world.readAll();
        assertThat(world.log.extent().sealed()).isNotEmpty();

        reopen(world, copy(world.disk(), Integer.MAX_VALUE, false));

        assertThat(world.damages).isEmpty();
        assertThat(world.readAll()).isEqualTo(all);
        assertThat(world.disk().bytes(SegmentNames.index(0))).isEqualTo(before);
    }

    @Test
    void aLostSegmentIsReportedAndTheOthersStay() throws IOException {
        StreamWorld world = worldWith(10, 300);
        var lost = world.log.extent().sealed().get(1);
        world.disk().delete(SegmentNames.segment(lost.first()));

        world.open();

        assertThat(world.damages).containsExactly(lost.first() + ".." + lost.next());
        assertThat(world.readAll()).hasSize((int) (20 - (lost.next() - lost.first())));
    }
}
