package dev.warren.engine.stream;

import dev.warren.engine.lane.Lane;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.memory.LaneLedger;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.ConfirmSink;
import dev.warren.engine.stream.store.AppendBatch;
import dev.warren.engine.stream.store.StreamLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What one turn has published to a stream, and who wants to hear that it is safe. Owned by the
/// queue's lane.
final class StreamAppend extends AppendBatch {

    private final LaneLedger ledger;
    private final Runnable onDurable;
    private final List<ConfirmSink> sinks = new ArrayList<>();
    private long[] numbers = new long[16];

    StreamAppend(StreamLog log, Lane lane, LaneLedger ledger, Runnable onDurable) {
        super(log, lane);
        this.ledger = ledger;
        this.onDurable = onDurable;
    }

    void add(Message message, ConfirmSink sink, long number) {
        if (sinks.size() == numbers.length) {
            numbers = Arrays.copyOf(numbers, numbers.length * 2);
        }
        numbers[sinks.size()] = number;
        sinks.add(sink);
        add(message);
    }

    @Override
    protected void done() {
        List<Message> messages = messages();
        for (int i = 0; i < sinks.size(); i++) {
            release(messages.get(i), ledger);
            sinks.get(i).confirmed(numbers[i]);
        }
        onDurable.run();
    }

    /// The stream holds the message no more.
    static void release(Message message, LaneLedger ledger) {
        if (message.releaseShare()) {
            ledger.add(Holder.QUEUES, -message.footprintBytes());
        }
    }
}
