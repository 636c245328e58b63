package dev.warren.engine.queue.store;

import dev.warren.engine.lane.Lane;
import dev.warren.engine.queue.data.SequenceSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongUnaryOperator;

/// Does away with what a queue is done with all at once, in slices: so much in a turn, and no more
/// while the disk is behind. Owned by its store's lane.
///
/// The queue has forgotten these messages already, so that nobody sees how far this has come.
final class Sweep {

    /// How many messages one slice has in a running broker.
    static final int SLICE_MAX = 16_384;

    private static final long NONE = Places.NONE;

    private final Lane lane;
    private final int sliceMax;
    private final LongConsumer forget;
    private final BooleanSupplier hasRoom;
    private final ArrayDeque<SequenceSet> due = new ArrayDeque<>();
    private final List<Runnable> waiting = new ArrayList<>(0);
    private final Runnable later = this::later;
    private LongUnaryOperator next = _ -> nextDue();

    /// Behind what was done away with last.
    private long behind;

    private boolean isDone = true;
    private boolean isAsked;

    /// @param forget does away with one message
    /// @param hasRoom whether there is room for one more slice; who says no calls [#goOn] when
    ///   there is
    Sweep(Lane lane, int sliceMax, LongConsumer forget, BooleanSupplier hasRoom) {
        this.lane = lane;
        this.sliceMax = sliceMax;
        this.forget = forget;
        this.hasRoom = hasRoom;
    }

    /// The first slice goes at once, if there is room.
    void add(SequenceSet gone) {
        boolean isIdle = isDone;
        due.add(gone);
        isDone = false;
        if (isIdle) {
            goOn();
        }
    }

    /// From now on everything goes that this one names, always the first from a sequence on, until
    /// it names [Places#NONE].
    void everything(LongUnaryOperator all) {
        next = all;
        behind = 0;
        isDone = false;
        goOn();
    }

    /// Whether the message is only waiting for its turn to go.
    boolean isDue(long sequence) {
        return due.stream().anyMatch(gone -> gone.contains(sequence));
    }

    /// Calls back when all that was added is forgotten: at once if it is.
    void whenDone(Runnable then) {
        if (isDone) {
            then.run();
        } else {
            waiting.add(then);
        }
    }

    /// Does the next slice, if there is something to do and room for it, and asks for a later turn
    /// for the one behind it.
    void goOn() {
        if (isDone || isAsked || !hasRoom.getAsBoolean()) {
            return;
        }
        for (int i = 0; i < sliceMax; i++) {
            long sequence = next.applyAsLong(behind);
            if (sequence == NONE) {
                end();
                return;
            }
            forget.accept(sequence);
            behind = sequence + 1;
        }
        isAsked = true;
        lane.later(later);
    }

    private void end() {
        isDone = true;
        List<Runnable> ready = List.copyOf(waiting);
        waiting.clear();
        ready.forEach(Runnable::run);
    }

    private long nextDue() {
        SequenceSet first = due.peek();
        while (first != null && first.isEmpty()) {
            due.remove();
            first = due.peek();
        }
        return first == null ? NONE : first.removeFirst();
    }

    private void later() {
        isAsked = false;
        goOn();
    }
}
