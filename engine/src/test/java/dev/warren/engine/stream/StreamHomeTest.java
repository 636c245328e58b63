package dev.warren.engine.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue.Int64;
import dev.warren.engine.Seeds;
import dev.warren.engine.log.SimDisk;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.message.PassedKey;
import dev.warren.engine.queue.Counts;
import dev.warren.engine.queue.QueueCounter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What a stream does as a queue: confirms, credit, sharing of blocks, and its end.
class StreamHomeTest {

    private static List<String> texts(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "m" + i).toList();
    }

    @Test
    void aMessageIsConfirmedWhenItIsDurableAndLeavesMemory() throws IOException {
        StreamRig rig = StreamRig.plain();

        rig.publish(3);
        assertThat(rig.confirmed).isZero();
        assertThat(rig.ledger.bytesOf(Holder.QUEUES)).isPositive();
        rig.settle();

        assertThat(rig.confirmed).isEqualTo(3);
        assertThat(rig.ledger.totalBytes()).isZero();
    }

    /// What an exchange on their way asks of queues is nothing to a stream.
    @Test
    void messagesWithOneKeyAreAllTaken() throws IOException {
        StreamRig rig = StreamRig.plain();
        long stream = StreamRig.STREAM;

        rig.publishWith(new PassedKey(3, 1, 2, 3_600_000, 1_000, Set.of(stream)), 3);
        StreamRig.Client client = rig.consumeFromFirst(100);
        rig.settle();

        assertThat(rig.confirmed).isEqualTo(3);
        assertThat(client.texts).isEqualTo(texts(0, 3));
        assertThat(rig.queue.counters().of(QueueCounter.DUPLICATES)).isZero();
    }

    @Test
    void whatIsDamagedIsCountedOnceHoweverOftenItIsReadOver() throws IOException {
        StreamRig rig = StreamRig.plain();
        rig.publish(5);
        rig.settle();
        SimDisk disk = rig.root.directory(StreamRig.STREAM);
        String segment = "00000000000000000000.segment";
        int firstChunkEnd = disk.bytes(segment).length;
        rig.publish(5);
        rig.settle();
        disk.flip(segment, firstChunkEnd - 1);

        StreamRig.Client client = rig.consumeFromFirst(100);
        rig.settle();
        rig.consume(100, FieldTable.EMPTY.with("x-stream-offset", new Int64(3)));
        rig.consume(100, FieldTable.EMPTY.with("x-stream-offset", new Int64(1)));
        rig.settle();

        assertThat(client.texts).isEqualTo(texts(5, 10));
        assertThat(rig.queue.counters().of(QueueCounter.LOST)).isEqualTo(5);
    }

    @Test
    void consumerThatBeginsInTheMiddleOfDamageLeavesTheRestToOthers() throws IOException {
        StreamRig rig = StreamRig.plain();
        rig.publish(5);
        rig.settle();
        SimDisk disk = rig.root.directory(StreamRig.STREAM);
        String segment = "00000000000000000000.segment";
        disk.flip(segment, disk.bytes(segment).length - 1);

        rig.consume(100, FieldTable.EMPTY.with("x-stream-offset", new Int64(3)));
        rig.settle();
        assertThat(rig.queue.counters().of(QueueCounter.LOST)).isEqualTo(2);
        rig.consumeFromFirst(100);
        rig.settle();

        assertThat(rig.queue.counters().of(QueueCounter.LOST)).isEqualTo(5);
    }

    @Test
    void aConsumerGetsAsMuchAsItAcknowledges() throws IOException {
        StreamRig rig = StreamRig.plain();
        rig.publish(20);
        StreamRig.Client client = rig.consumeFromFirst(5);
        rig.settle();
        assertThat(client.texts).isEqualTo(texts(0, 5));

        client.ackAll();
        rig.settle();

        assertThat(client.texts).isEqualTo(texts(0, 10));
        assertThat(client.offsets).isEqualTo(LongStream.range(0, 10).boxed().toList());
    }

    @Test
    void aConsumerThatDoesNotReadItsSocketGetsNoMoreThanItsWindow() throws IOException {
        StreamRig rig = StreamRig.plain();
        rig.publish(2_000, "x".repeat(1_000));
        StreamRig.Client client = rig.consumeFromFirst(10_000);
        client.readsItsSocket = false;

        rig.settle();

        assertThat(client.texts).hasSizeBetween(400, 520);
    }

    @Test
    void consumersThatAreNearEachOtherReadTheDiskOnce() throws IOException {
        StreamRig rig = StreamRig.plain();
        rig.publish(500);
        rig.settle();
        rig.root.directory(StreamRig.STREAM).reads = 0;
        List<StreamRig.Client> clients = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            clients.add(rig.consumeFromFirst(10_000));
        }

        rig.settle();

        assertThat(clients).allSatisfy(client -> assertThat(client.texts).hasSize(500));
        assertThat(rig.root.directory(StreamRig.STREAM).reads).isLessThanOrEqualTo(2);
    }

    @Test
    void whatWasReadIsBoundedAndCounted() throws IOException {
        StreamRig rig = new StreamRig(1, 700_000, FieldTable.EMPTY);
        for (int i = 0; i < 30; i++) {
            rig.publish(200, "x".repeat(1_000));
            rig.settle();
        }
        StreamRig.Client client = rig.consumeFromFirst(60_000);

        while (rig.step()) {
            assertThat(rig.ledger.bytesOf(Holder.STREAM_BLOCKS)).isLessThan(1_700_000);
        }

        assertThat(client.texts).hasSize(6_000);
        rig.lanes.run(0, () -> rig.queue.delete(false, false));
        rig.settle();
        assertThat(rig.ledger.totalBytes()).isZero();
    }

    @Test
    void aConsumerGoesOnAtTheFirstOffsetThatIsLeft() throws IOException {
        StreamRig rig =
                new StreamRig(
                        1,
                        1 << 20,
                        FieldTable.EMPTY
                                .with("x-max-length-bytes", new Int64(5_000))
                                .with("x-stream-max-segment-size-bytes", new Int64(1_000)));
        rig.publish(1);
        rig.settle();
        StreamRig.Client client = rig.consumeFromFirst(1);
        rig.settle();
        for (int i = 0; i < 100; i++) {
            rig.publish(1, "x".repeat(200));
            rig.settle();
        }

        for (int i = 0; i < 100; i++) {
            client.ackAll();
            rig.settle();
        }

        assertThat(client.offsets.getFirst()).isZero();
        assertThat(client.offsets.get(1)).isGreaterThan(50);
        assertThat(client.offsets.getLast()).isEqualTo(100);
        assertThat(client.offsets).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void whatRetentionRemovedIsDeliveredToNobodyThoughItWasReadBefore() throws IOException {
        StreamRig rig =
                new StreamRig(
                        1,
                        1 << 20,
                        FieldTable.EMPTY
                                .with("x-max-length-bytes", new Int64(20_000))
                                .with("x-stream-max-segment-size-bytes", new Int64(5_000)));
        rig.publish(1, "x".repeat(1_000));
        rig.settle();
        StreamRig.Client early = rig.consumeFromFirst(1);
        rig.settle();
        for (int i = 0; i < 60; i++) {
            rig.publish(1, "x".repeat(1_000));
            rig.settle();
        }

        StreamRig.Client late = rig.consumeFromFirst(100);
        StreamRig.Client byNumber =
                rig.consume(100, FieldTable.EMPTY.with("x-stream-offset", new Int64(0)));
        rig.settle();

        assertThat(early.offsets).containsExactly(0L);
        assertThat(late.offsets.getFirst()).isBetween(30L, 60L);
        assertThat(late.offsets)
                .isEqualTo(LongStream.rangeClosed(late.offsets.getFirst(), 60).boxed().toList());
        assertThat(byNumber.offsets).isEqualTo(late.offsets);
        early.ackAll();
        rig.settle();
        assertThat(early.offsets).containsExactly(0L, late.offsets.getFirst());
    }

    @Test
    void aBlockThatCannotBeReadIsReadAgainLater() throws IOException {
        StreamRig rig = StreamRig.plain();
        rig.publish(10);
        rig.settle();
        rig.root.directory(StreamRig.STREAM).failReads(true);
        StreamRig.Client client = rig.consumeFromFirst(100);
        rig.settle();
        assertThat(client.texts).isEmpty();

        rig.root.directory(StreamRig.STREAM).failReads(false);
        rig.lanes.advance(2_000);
        rig.settle();

        assertThat(client.texts).isEqualTo(texts(0, 10));
    }

    @Test
    void aDeletedStreamCancelsItsConsumersConfirmsAndKnowsNobody() throws IOException {
        StreamRig rig = StreamRig.plain();
        rig.publish(3);
        rig.settle();
        StreamRig.Client client = rig.consumeFromFirst(10);
        rig.settle();

        rig.lanes.run(0, () -> rig.queue.delete(true, true));
        rig.publish(2);
        rig.settle();

        assertThat(client.isCancelled).isTrue();
        assertThat(rig.confirmed).isEqualTo(5);
        assertThat(rig.root.streams()).isEmpty();
        assertThatThrownBy(() -> counts(rig)).hasMessageContaining("no queue 's'");
    }

    private static Counts counts(StreamRig rig) {
        List<Counts> answer = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        rig.lanes.run(
                0,
                () ->
                        rig.queue
                                .counts()
                                .whenComplete((counts, failure) -> {
                                    if (failure == null) {
                                        answer.add(counts);
                                    } else {
                                        failures.add(failure);
                                    }
                                }));
        if (!failures.isEmpty()) {
            throw new IllegalStateException(failures.getFirst().getMessage());
        }
        return answer.getFirst();
    }

    @Test
    void whoHasLeftGetsNothing() throws IOException {
        StreamRig rig = StreamRig.plain();
        rig.publish(10);
        rig.settle();
        StreamRig.Client client = rig.consumeFromFirst(3);

        rig.lanes.run(0, () -> rig.queue.cancel(Objects.requireNonNull(client.consumer)));
        rig.settle();

        assertThat(client.texts).isEmpty();
        assertThat(counts(rig)).isEqualTo(new Counts(10, 0, 0));
    }

    @Test
    void anAgeIsCountedBackFromNow() throws IOException {
        StreamRig rig = StreamRig.plain();
        for (int i = 0; i < 10; i++) {
            rig.publish(1);
            rig.settle();
            rig.lanes.advance(60_000);
        }

        StreamRig.Client client = rig.consume(100, FieldTable.EMPTY.with("x-stream-offset", "5m"));
        rig.settle();

        assertThat(client.texts).isEqualTo(texts(5, 10));
    }

    @Test
    void inAnyOrderOfThingsEachConsumerGetsEverythingFromItsOffsetOn() {
        Seeds.of(200).play(StreamHomeTest::play);
    }

    private static void play(long seed) throws IOException {
        StreamRig rig =
                new StreamRig(
                        seed,
                        30_000,
                        FieldTable.EMPTY.with(
                                "x-stream-max-segment-size-bytes", new Int64(20_000)));
        List<StreamRig.Client> clients = new ArrayList<>();
        List<Integer> begins = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            switch (rig.random.nextInt(10)) {
                case 0, 1 -> rig.publish(1 + rig.random.nextInt(30));
                case 2 -> {
                    if (clients.size() < 8) {
                        int begin = rig.random.nextInt(rig.published + 5);
                        begins.add(begin);
                        clients.add(
                                rig.consume(
                                        1 + rig.random.nextInt(50),
                                        FieldTable.EMPTY.with(
                                                "x-stream-offset", new Int64(begin))));
                    }
                }
                case 3 -> {
                    if (!clients.isEmpty()) {
                        clients.get(rig.random.nextInt(clients.size())).ackAll();
                    }
                }
                default -> rig.step();
            }
        }
        rig.settle();
        while (clients.stream().anyMatch(client -> !client.sequences.isEmpty())) {
            clients.forEach(StreamRig.Client::ackAll);
            rig.settle();
        }

        assertThat(rig.confirmed).isEqualTo(rig.published);
        for (int i = 0; i < clients.size(); i++) {
            List<String> wanted =
                    begins.get(i) < rig.published ? texts(begins.get(i), rig.published) : List.of();
            assertThat(clients.get(i).texts).isEqualTo(wanted);
        }
    }
}
