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

    private void commit() {
        isRequested = false;
        commits.add(waiting.end());
        log.commit(durable);
    }

    private void durable() {
        waiting.confirmUpTo(commits.removeFirst());
    }
}
