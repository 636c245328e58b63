package dev.warren.engine.queue.store;

import dev.warren.engine.log.Position;
import dev.warren.engine.message.Message;
import java.util.List;

/// What the log has kept of a queue over a restart, in order.
///
/// @param nextSequence behind everything that was ever used
/// @param mark what is below it may have been delivered
public record RecoveredQueue(
        List<Kept> messages, long nextSequence, long mark, long markPosition, int markLength) {

    static final RecoveredQueue NOTHING = new RecoveredQueue(List.of(), 0, 0, Position.NONE, 0);

    /// A message, and where the log has it.
    public record Kept(long sequence, Message message, long position, int length) {}

    public RecoveredQueue {
        messages = List.copyOf(messages);
    }
}
