package dev.warren.engine.queue.home;

import dev.warren.engine.message.Message;
import dev.warren.engine.queue.store.QueueStore;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What the machine has handed out and whose bodies are still being read, in order. Owned by the
/// queue's lane.
///
/// Empty while bodies are in memory. It keeps first-in first-out through missing reads: what comes
/// after a missing body waits behind it.
final class Outbox {

    private static final long NO_BODY = -1;

    /// Someone who waits for the body of a sequence; it is null if the message is gone meanwhile.
    private record Waiting(long sequence, Consumer<@Nullable Message> then) {}

    private final QueueStore store;
    private final Runnable onEmpty;
    private final ArrayDeque<Waiting> line = new ArrayDeque<>();
    private final Runnable loaded = this::loaded;

    Outbox(QueueStore store, Runnable onEmpty) {
        this.store = store;
        this.onEmpty = onEmpty;
    }

    boolean isEmpty() {
        return line.isEmpty();
    }

    /// Calls back with the body, after everything that waits already.
    void whenRead(long sequence, Consumer<@Nullable Message> then) {
        line.add(new Waiting(sequence, then));
        if (line.size() == 1) {
            store.load(sequence, loaded);
        }
    }

    /// Runs after everything that waits already: at once if that is nothing.
    void afterAll(Runnable then) {
        if (line.isEmpty()) {
            then.run();
        } else {
            line.add(new Waiting(NO_BODY, _ -> then.run()));
        }
    }

    /// The queue is no more: everybody hears that the message is gone.
    void clear() {
        while (!line.isEmpty()) {
            line.remove().then().accept(null);
        }
    }

    private void loaded() {
        if (line.isEmpty()) {
            return;
        }
        while (!line.isEmpty()) {
            long sequence = line.getFirst().sequence();
            boolean isAway =
                    sequence != NO_BODY
                            && store.inMemoryOrNull(sequence) == null
                            && store.has(sequence);
            if (isAway) {
                store.load(sequence, loaded);
                return;
            }
            serveFirst();
        }
        onEmpty.run();
    }

    private void serveFirst() {
        Waiting first = line.getFirst();
        Message message =
                first.sequence() == NO_BODY ? null : store.inMemoryOrNull(first.sequence());
        line.removeFirst();
        first.then().accept(message);
    }
}
