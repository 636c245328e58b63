package dev.warren.engine.queue.home;

import dev.warren.engine.message.Message;
import dev.warren.engine.queue.Look;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.Seen;
import dev.warren.engine.queue.SeenMessage;
import dev.warren.engine.queue.machine.Backlog;
import dev.warren.engine.queue.machine.QueueMachine;
import dev.warren.engine.queue.machine.Rules;
import dev.warren.engine.queue.store.QueueStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Shows what a queue holds and changes nothing: no message counts as handed out. Owned by the
/// queue's lane.
///
/// A body that is not in memory is read first; what is shown is what is there when its turn comes.
final class Browser {

    /// How many looks may be under way, each with bodies in memory.
    static final int LOOKS_MAX = 8;

    private final Queue queue;
    private final QueueStore store;
    private final QueueMachine machine;
    private int underWay;

    Browser(Queue queue, QueueStore store, QueueMachine machine) {
        this.queue = queue;
        this.store = store;
        this.machine = machine;
    }

    CompletionStage<Seen> browse(Look look) {
        if (underWay == LOOKS_MAX) {
            throw Refusals.browsedTooMuch(queue);
        }
        underWay++;
        Pass pass = new Pass(look);
        pass.goOn();
        return pass.answer;
    }

    private final class Pass {
        private final Look look;
        private final List<SeenMessage> seen = new ArrayList<>();
        private final CompletableFuture<Seen> answer = new CompletableFuture<>();
        private long bytes;
        private long at;

        Pass(Look look) {
            this.look = look;
            this.at = look.fromSequence();
        }

        void goOn() {
            if (machine.isDeleted()) {
                underWay--;
                answer.completeExceptionally(Refusals.notFound(queue));
                return;
            }
            Backlog backlog = machine.backlog();
            while (true) {
                at = backlog.nextPresent(at, look.withReady(), look.withUnacked());
                if (at == QueueMachine.NONE || seen.size() == look.messagesMax()) {
                    end();
                    return;
                }
                Message message = store.peekOrNull(at);
                if (message == null && store.has(at)) {
                    store.peek(at, this::goOn);
                    return;
                }
                if (message != null && !take(backlog, message)) {
                    end();
                    return;
                }
                at++;
            }
        }

        /// False when it is too much.
        private boolean take(Backlog backlog, Message message) {
            bytes += message.content().length;
            if (bytes > look.bytesMax() && !seen.isEmpty()) {
                return false;
            }
            long expiry = backlog.expiry(at);
            seen.add(
                    new SeenMessage(
                            at,
                            backlog.isUnacked(at),
                            backlog.isRedelivered(at),
                            expiry == Rules.NO_LIMIT ? null : Long.valueOf(expiry),
                            backlog.level(at),
                            message));
            return true;
        }

        private void end() {
            underWay--;
            answer.complete(new Seen(seen, at));
        }
    }
}
