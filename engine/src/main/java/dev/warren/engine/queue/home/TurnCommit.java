package dev.warren.engine.queue.home;

import dev.warren.engine.lane.Lane;
import dev.warren.engine.lane.TurnPhase;
import dev.warren.engine.queue.ConfirmSink;
import dev.warren.engine.queue.data.LongRing;
import dev.warren.engine.queue.store.CommitLog;

/// Asks the log once a turn to commit what the lane's queues have appended, and holds back the
/// confirms until it has.
///
/// One for each lane, shared by its queues.
final class TurnCommit {

    private final Lane lane;
    private final CommitLog log;
    private final ConfirmRing waiting = new ConfirmRing();

    /// Up to where in the ring each commit reaches that is under way.
    private final LongRing commits = new LongRing();

    private final Runnable commit = this::commit;
    private final Runnable durable = this::durable;
    private boolean isRequested;

    TurnCommit(Lane lane, CommitLog log) {
        this.lane = lane;
        this.log = log;
    }

    /// A message was appended: confirms its number when it is durable.
    void confirmWhenDurable(ConfirmSink sink, long number) {
        waiting.add(sink, number);
        if (!isRequested) {
            isRequested = true;
            lane.atTurnEnd(TurnPhase.COMMIT, commit);
        }
    }

    /// Calls back when it is durable that everything is gone that this turn has dropped so far.
    ///
    /// Takes two commits: what is on its way to the log can only be settled once it is there.
    void whenDropped(Runnable then) {
        commitAtTurnEnd(() -> commitAtTurnEnd(then));
    }

    /// Stores write what is settled at the end of a turn as well, and have asked for that before.
    private void commitAtTurnEnd(Runnable onDurable) {
        lane.atTurnEnd(TurnPhase.COMMIT, () -> log.commit(onDurable));
    }

    private void commit() {
        isRequested = false;
        commits.add(waiting.end());
        log.commit(durable);
    }

    private void durable() {
        waiting.confirmUpTo(commits.removeFirst());
    }
}
