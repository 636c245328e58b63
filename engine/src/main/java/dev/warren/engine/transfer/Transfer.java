package dev.warren.engine.transfer;

import dev.warren.engine.lane.Lane;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.ConfirmSink;
import dev.warren.engine.queue.Distribution;
import dev.warren.engine.queue.Queue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One parcel until all its targets have answered. Its numbers, for the targets, are their places
/// in the list. Owned by the lane of the queue that the parcel comes from.
final class Transfer implements ConfirmSink {

    private final Lane lane;
    private final Parcel parcel;
    private final Safety safety;
    private final Runnable taken;
    private final java.util.function.Consumer<Transfer> onAnswered;

    /// What is sent; null until it leaves.
    private @Nullable Message content;

    private List<Queue> targets = List.of();
    private int due;

    /// Queues that have confirmed it, by number: they do not get it again.
    private final Set<Long> settled = new HashSet<>(2);

    private boolean isRefused;

    Transfer(
            Lane lane,
            Parcel parcel,
            Safety safety,
            Runnable taken,
            java.util.function.Consumer<Transfer> onAnswered) {
        this.lane = lane;
        this.parcel = parcel;
        this.safety = safety;
        this.taken = taken;
        this.onAnswered = onAnswered;
    }

    Message original() {
        return parcel.original();
    }

    boolean isSafe() {
        return safety == Safety.AT_LEAST_ONCE;
    }

    Runnable taken() {
        return taken;
    }

    /// The content, for queues of which none has had it: the same object serves them only once.
    Message nextContent() {
        Message known = content;
        content = known == null ? parcel.content() : known.again();
        return content;
    }

    /// How its targets get the content.
    Distribution.Door door() {
        return parcel::handTo;
    }

    /// Finds the queues that are still to get it. Answers whether there is nothing left to do.
    boolean address() {
        List<Queue> all = parcel.targets();
        targets = all.stream().filter(queue -> !settled.contains(queue.identity().id())).toList();
        due = targets.size();
        isRefused = false;
        return targets.isEmpty() && !(isSafe() && all.isEmpty());
    }

    List<Queue> targets() {
        return targets;
    }

    /// Whether it has to be sent again.
    boolean isUnfinished() {
        return isSafe() && isRefused;
    }

    @Override
    public void confirmed(long number) {
        lane.execute(() -> answered((int) number, true));
    }

    @Override
    public void refused(long number) {
        lane.execute(() -> answered((int) number, false));
    }

    /// A deleted queue confirms whatever it is given: what is to be safe is not safe there.
    private void answered(int number, boolean isTaken) {
        Queue target = targets.get(number);
        if (isTaken && !(isSafe() && target.isDeleted())) {
            settled.add(target.identity().id());
        } else {
            isRefused = true;
        }
        if (--due == 0) {
            onAnswered.accept(this);
        }
    }
}
