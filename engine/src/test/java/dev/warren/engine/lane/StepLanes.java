package dev.warren.engine.lane;

import dev.warren.engine.time.FakeClock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Lanes that a test plays in one thread, turn by turn, in an order that a seed chooses.
///
/// There is a mailbox for each pair of lanes, first-in first-out, one for what a lane puts off to a
/// later turn, and one for what comes from outside. A step lets one of those that hold something
/// deliver some of it: that is a turn, with its phases at the end. Time stands still until
/// [#advance].
public final class StepLanes {

    /// More steps than any test needs: lanes that never come to rest are a bug.
    private static final int STEPS_MAX = 1_000_000;

    private static final int BATCH_MAX = 8;

    private record Mailbox(StepLane to, ArrayDeque<Runnable> tasks) {}

    private record Due(long atMillis, long order, StepLane lane, Runnable task) {}

    private final Random random;
    private final FakeClock clock = new FakeClock();
    private final List<StepLane> lanes = new ArrayList<>();

    /// By sender and receiver; what comes from outside is in the last row.
    private final List<List<Mailbox>> mailboxes = new ArrayList<>();

    private final List<Mailbox> putOff = new ArrayList<>();
    private final List<Due> timers = new ArrayList<>();
    private long timersMade;
    private @Nullable StepLane current;

    public StepLanes(int count, long seed) {
        this.random = new Random(seed);
        for (int i = 0; i < count; i++) {
            lanes.add(new StepLane(this, i));
        }
        for (int from = 0; from <= count; from++) {
            mailboxes.add(lanes.stream().map(StepLanes::mailboxTo).toList());
        }
        lanes.forEach(lane -> putOff.add(mailboxTo(lane)));
    }

    private static Mailbox mailboxTo(StepLane lane) {
        return new Mailbox(lane, new ArrayDeque<>());
    }

    public Lane lane(int index) {
        return lanes.get(index);
    }

    public int count() {
        return lanes.size();
    }

    public FakeClock clock() {
        return clock;
    }

    /// Runs a task as a whole turn of a lane, now.
    public void run(int lane, Runnable task) {
        turn(lanes.get(lane), List.of(task));
    }

    /// One turn of some lane that has something to do. False when none has.
    public boolean step() {
        List<Mailbox> full = new ArrayList<>();
        for (List<Mailbox> row : mailboxes) {
            row.stream().filter(box -> !box.tasks().isEmpty()).forEach(full::add);
        }
        putOff.stream().filter(box -> !box.tasks().isEmpty()).forEach(full::add);
        if (full.isEmpty()) {
            return false;
        }
        Mailbox chosen = full.get(random.nextInt(full.size()));
        int count = Math.min(chosen.tasks().size(), 1 + random.nextInt(BATCH_MAX));
        List<Runnable> batch = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            batch.add(chosen.tasks().remove());
        }
        turn(chosen.to(), batch);
        return true;
    }

    /// Steps until all lanes rest.
    public void runAll() {
        for (int i = 0; i < STEPS_MAX; i++) {
            if (!step()) {
                return;
            }
        }
        throw new IllegalStateException("the lanes do not come to rest");
    }

    /// Lets time pass; what is due by then runs, each in a turn of its own.
    public void advance(long byMillis) {
        long until = clock.steadyMillis() + byMillis;
        while (true) {
            Due next =
                    timers.stream()
                            .filter(due -> due.atMillis() <= until)
                            .min(
                                    Comparator.comparingLong(Due::atMillis)
                                            .thenComparingLong(Due::order))
                            .orElse(null);
            if (next == null) {
                break;
            }
            timers.remove(next);
            clock.advance(Math.max(0, next.atMillis() - clock.steadyMillis()));
            turn(next.lane(), List.of(next.task()));
        }
        clock.advance(until - clock.steadyMillis());
    }

    boolean isCurrent(StepLane lane) {
        return current == lane;
    }

    void send(StepLane to, Runnable task) {
        int from = current == null ? lanes.size() : current.index();
        mailboxes.get(from).get(to.index()).tasks().add(task);
    }

    void putOff(StepLane lane, Runnable task) {
        putOff.get(lane.index()).tasks().add(task);
    }

    Lane.Timer schedule(StepLane lane, Runnable task, long delayMillis) {
        Due due = new Due(clock.steadyMillis() + delayMillis, timersMade++, lane, task);
        timers.add(due);
        return () -> timers.remove(due);
    }

    private void turn(StepLane lane, List<Runnable> tasks) {
        if (current != null) {
            throw new IllegalStateException("a turn within a turn of lane " + current.index());
        }
        current = lane;
        try {
            tasks.forEach(Runnable::run);
            lane.endTurn();
        } finally {
            current = null;
        }
    }
}
