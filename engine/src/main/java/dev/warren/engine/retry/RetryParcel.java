package dev.warren.engine.retry;

import dev.warren.engine.message.Message;
import dev.warren.engine.queue.ConfirmSink;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.transfer.Parcel;
import java.util.List;

/// A message that failed, on its way to where it waits.
///
/// @param content the same with its new history
record RetryParcel(Message original, Message content, Queue holding, long millis)
        implements Parcel {

    @Override
    public List<Queue> targets() {
        return List.of(holding);
    }

    @Override
    public void handTo(Queue target, Message sent, ConfirmSink sink, long number) {
        target.hold(sent, millis, sink, number);
    }
}
