package dev.warren.amqp.connection;

import dev.warren.engine.lane.Lane;

/// How much one connection may put into queues before the others of its lane are looked at. Owned
/// by the connection's lane.
///
/// A read brings some thousand small messages, and each may go to a thousand queues: without a
/// bound, a newcomer would wait for minutes. What is left of the read waits behind the gate while
/// all sockets of the lane are read once.
public final class TurnShare {

    /// Some milliseconds of work. Many reads of messages that go to one queue each.
    static final int COPIES_MAX = 32_768;

    private final Lane lane;
    private final ReadGate gate;
    private int left = COPIES_MAX;

    TurnShare(Lane lane, ReadGate gate) {
        this.lane = lane;
        this.gate = gate;
    }

    /// A message has gone to so many queues.
    public void took(int copies) {
        left -= copies;
        if (left <= 0) {
            left = COPIES_MAX;
            gate.close(ReadGate.Reason.TURN_SHARE);
            // Not later in this round: tasks that follow each other would keep the lane from its
            // sockets.
            lane.schedule(this::goOn, 0);
        }
    }

    private void goOn() {
        gate.open(ReadGate.Reason.TURN_SHARE);
    }
}
