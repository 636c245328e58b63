package dev.warren.engine.stream.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.Bytes;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Confirms, room, retention, deletion, filters and the places where consumers begin.
class StreamWriterTest {

    @Test
    void whatArrivesWhileTheDiskWorksIsOneGroup() throws IOException {
        StreamWorld world = new StreamWorld(1, StreamWorld.limits(1 << 20));
        world.publish("first");
        world.settle();
        int before = world.disk().syncs;

        for (int i = 0; i < 10; i++) {
            world.publish("m" + i);
        }
        world.settle();

        assertThat(world.confirmed).isEqualTo(11);
        assertThat(world.disk().syncs).isEqualTo(before + 1);
    }

    @Test
    void moreStreamsThanFilesMayBeOpenAreAllWritten() throws IOException {
        StreamWorld world = new StreamWorld(1, StreamWorld.limits(1 << 20));
        int count = StreamWriter.GROUP_STREAMS_MAX + 50;
        for (int round = 0; round < 2; round++) {
            for (int stream = 100; stream < 100 + count; stream++) {
                world.publishTo(stream, "m" + round);
            }
            world.settle();
        }

        assertThat(world.confirmed).isEqualTo(2 * count);
        for (StreamLog log : world.others.values()) {
            assertThat(log.extent().messages()).isEqualTo(2);
        }
    }

    @Test
    void aFailedSyncEndsItAndConfirmsNothing() throws IOException {
        StreamWorld world = new StreamWorld(1, StreamWorld.limits(1 << 20));
        world.publish("first");
        world.settle();
        world.disk().failSyncs();

        world.publish("second");
        world.settle();

        assertThat(world.confirmed).isEqualTo(1);
        assertThat(world.streams.failed().toCompletableFuture()).isDone();
        assertThat(world.log.extent().nextOffset()).isEqualTo(1);
    }

    @Test
    void aFailedWriteEndsItAndConfirmsNothing() throws IOException {
        StreamWorld world = new StreamWorld(1, StreamWorld.limits(1 << 20));
        world.publish("first");
        world.settle();
        world.disk().failWrites();

        world.publish("second");
        world.settle();

        assertThat(world.confirmed).isEqualTo(1);
        assertThat(world.isBlocked).isFalse();
        assertThat(world.streams.failed().toCompletableFuture()).isDone();
        assertThat(world.log.extent().nextOffset()).isEqualTo(1);
    }

    @Test
    void withoutRoomPublishersWaitAndNothingIsWrittenTwice() throws IOException {
        StreamWorld world = new StreamWorld(1, StreamWorld.limits(300));
        world.publish("first");
        world.settle();
        world.disk().setRoom(400);

        world.publish("a", "b".repeat(200), "c".repeat(200), "d".repeat(200));
        world.settle();
        assertThat(world.isBlocked).isTrue();
        assertThat(world.confirmed).isEqualTo(1);
        world.disk().setRoom(Long.MAX_VALUE);
        world.threads.passTime();
        world.settle();

        assertThat(world.isBlocked).isFalse();
        assertThat(world.confirmed).isEqualTo(5);
        assertThat(world.readAll().values()).containsExactlyElementsOf(world.published);
    }

    @Test
    void theOldestSegmentsGoWhenThereIsTooMuch() throws IOException {
        StreamWorld world = new StreamWorld(1, new StreamLimits(1_000L, null, 300, 16));

        for (int i = 0; i < 40; i++) {
            world.publish("m" + i);
            world.settle();
        }

        Extent extent = world.log.extent();
        assertThat(extent.firstOffset()).isPositive();
        assertThat(extent.bytes()).isLessThanOrEqualTo(1_000);
        assertThat(world.readAll()).hasSize((int) extent.messages());
        assertThat(SegmentNames.segments(world.disk().list())).hasSize(extent.sealed().size() + 1);
    }

    @Test
    void segmentsGoWhenTheirYoungestMessageIsTooOld() throws IOException {
        StreamWorld world = new StreamWorld(1, new StreamLimits(null, 60_000L, 100, 16));
        world.publish("old");
        world.settle();
        world.lanes.advance(50_000);
        world.publish("young");
        world.settle();
        world.lanes.advance(20_000);

        world.threads.passTime();
        world.settle();

        assertThat(world.readAll().values()).containsExactly("young");
        world.lanes.advance(1_000_000);
        world.threads.passTime();
        world.settle();
        assertThat(world.readAll().values()).containsExactly("young");
    }

    /// What is said of the future is believed: but the last segment stays, and nothing goes twice.
    @Test
    void clockThatIsSetForwardEndsSealedSegmentsAndKeepsTheLast() throws IOException {
        StreamWorld world = new StreamWorld(1, new StreamLimits(null, 60_000L, 100, 16));
        world.publish("sealed");
        world.settle();
        world.publish("last");
        world.settle();

        world.lanes.clock().set(600_000);
        world.threads.passTime();
        world.settle();
        assertThat(world.readAll().values()).containsExactly("last");
        world.lanes.clock().set(-600_000);
        world.publish("after");
        world.settle();
        world.threads.passTime();
        world.settle();

        assertThat(world.readAll().values()).containsExactly("last", "after");
        assertThat(world.confirmed).isEqualTo(3);
    }

    /// Chunks never go back in time, so a consumer finds its place by halving.
    @Test
    void clockThatIsSetBackKeepsTheTimesOfChunksInOrder() throws IOException {
        StreamWorld world = new StreamWorld(1, StreamWorld.limits(300));
        long start = world.lanes.clock().wallMillis();
        for (int i = 0; i < 20; i++) {
            world.publish("a" + i);
            world.settle();
            world.lanes.advance(1_000);
            if (i == 9) {
                world.lanes.clock().set(-600_000);
            }
        }

        assertThat(firstOf(world, new AttachPoint.Time(start + 4_500))).isEqualTo("a5");
        assertThat(firstOf(world, new AttachPoint.Time(start + 9_000))).isEqualTo("a9");
        assertThat(cursorOf(world, new AttachPoint.Time(start + 9_001)).offset()).isEqualTo(20);
        assertThat(world.readAll()).hasSize(20);
    }

    @Test
    void clockThatIsSetBackLetsSegmentsStayUntilItHasCaughtUp() throws IOException {
        StreamWorld world = new StreamWorld(1, new StreamLimits(null, 60_000L, 100, 16));
        world.publish("before");
        world.settle();
        world.lanes.clock().set(-600_000);
        world.publish("behind");
        world.settle();
        world.lanes.advance(61_000);

        world.threads.passTime();
        world.settle();
        assertThat(world.readAll().values()).containsExactly("before", "behind");
        world.lanes.advance(600_000);
        world.threads.passTime();
        world.settle();

        assertThat(world.readAll().values()).containsExactly("behind");
    }

    @Test
    void aDeletedStreamHasNoFilesAndConfirmsWhatStillComes() throws IOException {
        StreamWorld world = new StreamWorld(1, StreamWorld.limits(300));
        world.publish("a");
        world.settle();
        AtomicBoolean isDeleted = new AtomicBoolean();

        world.log.delete().thenRun(() -> isDeleted.set(true));
        world.publish("b");
        world.settle();

        assertThat(isDeleted).isTrue();
        assertThat(world.root.streams()).isEmpty();
        assertThat(world.confirmed).isEqualTo(2);
    }

    @Test
    void filesOfAStreamThatNobodyKnowsAreDeletedAtTheStart() throws IOException {
        StreamWorld world = new StreamWorld(1, StreamWorld.limits(300));
        world.publish("a");
        world.settle();
        world.root.directory(99);

        world.open();

        assertThat(world.root.streams()).containsExactly(StreamWorld.STREAM);
    }

    @Test
    void consumersBeginWhereTheyAskTo() throws IOException {
        StreamWorld world = new StreamWorld(1, StreamWorld.limits(300));
        long start = world.lanes.clock().wallMillis();
        for (int i = 0; i < 20; i++) {
            world.publish("a" + i, "b" + i);
            world.settle();
            world.lanes.advance(1_000);
        }

        assertThat(firstOf(world, new AttachPoint.First())).isEqualTo("a0");
        assertThat(firstOf(world, new AttachPoint.Last())).isEqualTo("a19");
        assertThat(firstOf(world, new AttachPoint.Offset(7))).isEqualTo("b3");
        assertThat(firstOf(world, new AttachPoint.Offset(38))).isEqualTo("a19");
        assertThat(firstOf(world, new AttachPoint.Time(start + 4_500))).isEqualTo("a5");
        assertThat(firstOf(world, new AttachPoint.Time(0))).isEqualTo("a0");
        assertThat(cursorOf(world, new AttachPoint.Time(Long.MAX_VALUE)).offset()).isEqualTo(40);
        assertThat(cursorOf(world, new AttachPoint.Next()).offset()).isEqualTo(40);
    }

    private static Cursor cursorOf(StreamWorld world, AttachPoint at) throws IOException {
        return AttachPoint.find(world.log, at);
    }

    private static String firstOf(StreamWorld world, AttachPoint at) throws IOException {
        return world.read(cursorOf(world, at), null).firstEntry().getValue();
    }

    @Test
    void aFilterFindsItsMessagesAndLeavesOutChunks() throws IOException {
        StreamWorld world = new StreamWorld(1, StreamWorld.limits(1 << 20));
        for (int i = 0; i < 50; i++) {
            publishFiltered(world, "m" + i, i % 10 == 9 ? null : "value" + i % 10);
            world.settle();
        }

        var wanted = world.read(Cursor.at(0), filter(false, "value3"));
        var unfiltered = world.read(Cursor.at(0), filter(true, "none"));

        assertThat(wanted.keySet()).contains(3L, 13L, 23L, 33L, 43L).hasSizeLessThan(25);
        assertThat(unfiltered.keySet()).contains(9L, 19L, 29L, 39L, 49L).hasSizeLessThan(25);
    }

    private static Filter filter(boolean matchesUnfiltered, String value) {
        return new Filter(Set.of(Bytes.of(value)), matchesUnfiltered);
    }

    private static void publishFiltered(StreamWorld world, String body, @Nullable String value) {
        AppendBatch batch =
                new AppendBatch(world.log, world.lanes.lane(0)) {
                    @Override
                    protected void done() {}
                };
        batch.add(StreamWorld.message(body, value));
        world.lanes.run(0, () -> world.log.append(batch));
    }
}
