package dev.warren.engine.queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.lane.StepLanes;
import dev.warren.engine.log.Position;
import dev.warren.engine.memory.ByteLedger;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// A window of ten messages, three while memory is short, that reads four at a time.
class BodyWindowTest {

    private static final int EACH = StoreMessages.FOOTPRINT;
    private static final WindowLimits LIMITS =
            new WindowLimits(10 * EACH, 3 * EACH, 4 * EACH, EACH, 1);

    private final StepLanes lanes = new StepLanes(1, 1);
    private final ByteLedger ledger = new ByteLedger(1);
    private final Places places = new Places();
    private final HeldReads reads = new HeldReads();
    private final List<String> told = new ArrayList<>();
    private boolean isTight;
    private final BodyWindow window =
            new BodyWindow(
                    lanes.lane(0),
                    ledger.ofLane(0),
                    places,
                    reads,
                    LIMITS,
                    () -> isTight,
                    this::lost);

    @Test
    void messageStaysWhileThereIsRoom() {
        append(0, 10);
        place(0, 10);

        assertThat(resident()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void messageBeyondTheRoomLeavesOnceTheDiskHasIt() {
        append(0, 11);
        assertThat(resident()).hasSize(11);

        place(10, 11);

        assertThat(resident()).hasSize(10).doesNotContain(10L);
        assertThat(heldBytes()).isEqualTo(10 * EACH);
    }

    @Test
    void messageBehindWhatHasGoneGoesToo() {
        append(0, 11);
        place(5, 6);
        window.remove(0);
        window.remove(1);

        place(7, 8);

        assertThat(resident()).contains(4L, 6L, 8L).doesNotContain(5L, 7L);
    }

    @Test
    void shortMemoryMakesTheWindowSmall() {
        append(0, 4);
        isTight = true;

        place(3, 4);

        assertThat(resident()).containsExactly(0, 1, 2);
    }

    @Test
    void handedOutMessageStaysWhileThereIsRoomAndLeavesWhenNot() {
        append(0, 8);
        place(0, 8);

        window.handedOver(0);
        assertThat(resident()).hasSize(7).doesNotContain(0L);
        window.handedOver(1);
        window.handedOver(2);
        window.handedOver(3);

        assertThat(resident()).containsExactly(3, 4, 5, 6, 7);
    }

    @Test
    void handedOutMessageThatIsOnItsWayLeavesWhenItIsPlaced() {
        append(0, 11);
        window.handedOver(0);
        assertThat(resident()).hasSize(11);

        place(0, 1);

        assertThat(resident()).hasSize(10).doesNotContain(0L);
    }

    @Test
    void nextPieceIsReadWhenHalfIsUsedUp() {
        cold(0, 30);
        load(0);
        pass();
        assertThat(reads.asked).containsExactly(List.of(0L, 1L, 2L, 3L));

        window.handedOver(0);
        window.handedOver(1);
        assertThat(reads.held()).isEqualTo(1);
        pass();
        assertThat(resident()).containsExactly(2, 3, 4, 5, 6, 7);
        window.handedOver(2);
        assertThat(reads.held()).as("half is there").isZero();
        window.handedOver(3);

        assertThat(reads.asked)
                .containsExactly(
                        List.of(0L, 1L, 2L, 3L),
                        List.of(4L, 5L, 6L, 7L),
                        List.of(8L, 9L, 10L, 11L));
    }

    @Test
    void oneReadAtATime() {
        cold(0, 30);

        load(20);
        load(0);
        assertThat(reads.held()).isEqualTo(1);
        pass();
        assertThat(told).containsExactly("loaded 20 there");
        assertThat(reads.held()).isEqualTo(1);
        pass();

        assertThat(told).containsExactly("loaded 20 there", "loaded 0 there");
    }

    @Test
    void largeMessageIsReadAlone() {
        cold(0, 3);
        places.place(0, Position.of(2, 64), 50 * EACH);
        reads.disk.put(Position.of(2, 64), () -> StoreMessages.persistent(0));

        load(0);

        assertThat(reads.asked).containsExactly(List.of(0L));
    }

    @Test
    void callbackNeverComesBeforeTheCallReturns() {
        append(0, 1);

        load(0);
        assertThat(told).isEmpty();
        lanes.runAll();

        assertThat(told).containsExactly("loaded 0 there");
    }

    @Test
    void requeuedMessageIsReadAgain() {
        cold(0, 30);
        load(0);
        pass();
        LongStream.range(0, 4).forEach(window::handedOver);
        pass();
        assertThat(window.get(0)).isNull();
        told.clear();

        load(0);
        pass();

        assertThat(told).containsExactly("loaded 0 there");
        assertThat(heldBytes()).isEqualTo(window.bytes());
    }

    @Test
    void whatWasReadAheadStaysWhenItIsCopied() {
        cold(5, 30);
        load(5);
        pass();

        place(6, 7);

        assertThat(resident()).containsExactly(5, 6, 7, 8);
    }

    @Test
    void damagedMessageIsLostAndTheOthersAreThere() {
        cold(0, 4);
        reads.disk.remove(position(1));

        load(1);
        load(2);
        pass();
        pass();

        assertThat(told).startsWith("lost 1 damaged").contains("loaded 1 gone", "loaded 2 there");
    }

    @Test
    void messageThatCannotBeReadJustNowIsNotCalledDamaged() {
        cold(0, 1);
        reads.failing.add(position(0));

        load(0);
        pass();

        assertThat(told).containsExactly("lost 0", "loaded 0 gone");
    }

    @Test
    void messageThatHasMovedWhileItWasReadIsReadAgain() {
        cold(0, 1);
        load(0);
        reads.disk.remove(position(0));
        places.rewrite(0);
        placeAt(0, Position.of(2, 64));

        pass();
        assertThat(told).isEmpty();
        pass();

        assertThat(told).containsExactly("loaded 0 there");
    }

    @Test
    void messageOfWhichACopyIsOnItsWayIsNotLost() {
        cold(0, 1);
        load(0);
        reads.disk.remove(position(0));
        places.rewrite(0);

        pass();
        assertThat(told).isEmpty();
        placeAt(0, Position.of(2, 64));
        pass();
        pass();

        assertThat(told).containsExactly("loaded 0 there");
    }

    @Test
    void messageThatIsForgottenWhileItIsReadDoesNotComeIn() {
        cold(0, 1);
        load(0);
        places.release(0);
        places.remove(0);

        pass();

        assertThat(told).containsExactly("loaded 0 gone");
        assertThat(heldBytes()).isZero();
    }

    @Test
    void messageThatIsForgottenWhileItIsCopiedIsNotWaitedFor() {
        cold(0, 1);
        load(0);
        places.rewrite(0);
        places.release(0);

        pass();

        assertThat(told).containsExactly("loaded 0 gone");
        assertThat(reads.held()).isZero();
    }

    @Test
    void nothingComesInAfterTheQueueWasCleared() {
        cold(0, 8);
        load(0);

        window.clear();
        pass();

        assertThat(told).containsExactly("loaded 0 gone");
        assertThat(window.bytes()).isZero();
        assertThat(heldBytes()).isZero();
    }

    @Test
    void clearLetsGoOfEverything() {
        append(0, 5);
        place(0, 3);

        window.clear();

        assertThat(heldBytes()).isZero();
    }

    @Test
    void pageOutKeepsTheFirstInLineAndNamesWhatIsNotOnTheDisk() {
        append(0, 8);
        place(0, 5);
        List<Long> named = new ArrayList<>();

        assertThat(window.pageOut(named::add)).isTrue();

        assertThat(resident()).containsExactly(0, 1, 2, 5, 6, 7);
        assertThat(named).containsExactly(5L, 6L, 7L);
        assertThat(heldBytes()).isEqualTo(6 * EACH);
    }

    @Test
    void pageOutLooksNoFurtherWhenTheDiskTakesNoMore() {
        append(0, 8);
        place(6, 8);
        List<Long> named = new ArrayList<>();

        assertThat(window.pageOut(sequence -> named.add(sequence) && named.size() < 2)).isFalse();

        assertThat(named).containsExactly(3L, 4L);
        assertThat(resident()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void pageOutLetsGoOfWhatWasHandedOut() {
        append(0, 5);
        place(0, 5);
        window.handedOver(0);
        window.handedOver(1);

        window.pageOut(_ -> true);

        assertThat(resident()).containsExactly(2, 3, 4);
    }

    private void append(long from, long to) {
        for (long sequence = from; sequence < to; sequence++) {
            Message message = StoreMessages.persistent(sequence);
            ledger.ofLane(0).add(Holder.QUEUES, message.footprintBytes());
            places.begin(sequence, false);
            window.add(sequence, message);
        }
    }

    private void place(long from, long to) {
        for (long sequence = from; sequence < to; sequence++) {
            placeAt(sequence, position(sequence));
        }
    }

    private void placeAt(long sequence, long position) {
        places.place(sequence, position, EACH);
        reads.disk.put(position, () -> StoreMessages.persistent(sequence));
        window.placed(sequence);
    }

    private void cold(long from, long to) {
        for (long sequence = from; sequence < to; sequence++) {
            long each = sequence;
            places.found(sequence, position(sequence), EACH, 1);
            reads.disk.put(position(sequence), () -> StoreMessages.persistent(each));
        }
        window.beginCold();
    }

    private static long position(long sequence) {
        return Position.of(1, 64 + sequence * 1024);
    }

    private void load(long sequence) {
        window.load(
                sequence,
                () ->
                        told.add(
                                "loaded %d %s"
                                        .formatted(
                                                sequence,
                                                window.get(sequence) == null ? "gone" : "there")));
    }

    private void lost(long sequence, boolean isDamaged) {
        told.add("lost " + sequence + (isDamaged ? " damaged" : ""));
        places.release(sequence);
        places.remove(sequence);
    }

    private void pass() {
        if (reads.held() > 0) {
            reads.letOnePass();
        }
        lanes.runAll();
    }

    private long[] resident() {
        return LongStream.range(0, 64).filter(each -> window.get(each) != null).toArray();
    }

    private long heldBytes() {
        return ledger.bytesOf(Holder.QUEUES);
    }
}
