package dev.warren.engine.queue.machine;

/// How long takers may hold what they were handed, and what time that is measured in. Owned by its
/// machine.
///
/// Time goes on in ticks that the machine is given while anything is held, and stands still
/// otherwise. A clock that is set does not disturb it, and handing out a message costs one write:
///
/// ```
///    tick          handed out       tick                         tick
///  ---|----------------|-------------|------------ ... ------------|---
///   clock              counts from here                   overdue if that is long ago
/// ```
///
/// So a message is taken back after its time is over and before two more ticks.
final class Patience {

    /// What time is counted in.
    static final int STEP_MILLIS = 100;

    /// A tick is this part of the shortest time that anybody has, within limits.
    private static final int TICKS = 10;

    private static final int TICK_STEPS_MAX = 600;

    /// More than a year is for ever.
    private static final long STEPS_MAX = 1L << 30;

    private final Backlog backlog;
    private final Takers takers;
    private final Deaths deaths;

    /// In steps. It may wrap: only differences matter.
    private int clock;

    /// How many steps the next tick is; 0 when nobody has a limit.
    private int tickSteps;

    Patience(Backlog backlog, Takers takers, Deaths deaths) {
        this.backlog = backlog;
        this.takers = takers;
        this.deaths = deaths;
    }

    /// When a message counts as handed out that is handed out now.
    int stamp() {
        return clock + tickSteps;
    }

    int clock() {
        return clock;
    }

    /// Restores what a snapshot said.
    void clock(int steps) {
        clock = steps;
    }

    /// How long the next tick should be, in milliseconds; 0 while none is needed.
    int tickMillis() {
        return backlog.unackedCount() == 0 ? 0 : tickSteps * STEP_MILLIS;
    }

    /// So much time has passed.
    void tick(int millis) {
        clock += millis / STEP_MILLIS;
        measure();
    }

    /// Others have limits now, or other limits.
    void measure() {
        long shortest = deaths.rules().serving().holdMillisMax();
        for (int i = 0; i < takers.count(); i++) {
            shortest = Math.min(shortest, holdMillisMax(takers.at(i)));
        }
        tickSteps = steps(shortest) >= STEPS_MAX ? 0 : tickSteps(shortest);
    }

    private static int tickSteps(long millis) {
        return Math.clamp(steps(millis) / TICKS, 1, TICK_STEPS_MAX);
    }

    private static long steps(long millis) {
        return millis / STEP_MILLIS + (millis % STEP_MILLIS == 0 ? 0 : 1);
    }

    boolean isOverdue(Taker taker, long sequence) {
        return clock - backlog.heldSince(sequence) >= steps(holdMillisMax(taker));
    }

    private long holdMillisMax(Taker taker) {
        long own = taker.limits.holdMillisMax();
        return own > 0 ? own : deaths.rules().serving().holdMillisMax();
    }
}
