package dev.warren.engine.stream.store;

import dev.warren.engine.lane.Lane;
import dev.warren.engine.message.Message;
import java.util.ArrayList;
import java.util.List;

/// What one turn of a lane has published to one stream. The lane's until it is handed over, then
/// the writer's.
public abstract class AppendBatch {

    final StreamLog log;
    final Lane lane;
    private final List<Message> messages = new ArrayList<>();
    private long bytes;

    /// How many of them are durable already, if writing has failed in between.
    private int durable;

    protected AppendBatch(StreamLog log, Lane lane) {
        this.log = log;
        this.lane = lane;
    }

    /// All are durable, or their stream is gone. On the lane, once.
    protected abstract void done();

    public void add(Message message) {
        messages.add(message);
        bytes += message.footprintBytes();
    }

    protected final List<Message> messages() {
        return messages;
    }

    long bytes() {
        return bytes;
    }

    List<Message> left() {
        return messages.subList(durable, messages.size());
    }

    /// So many of what is left are durable; the answer is how many of them belong to others.
    long noteDurable(long count) {
        int own = (int) Math.min(count, messages.size() - durable);
        durable += own;
        return count - own;
    }
}
