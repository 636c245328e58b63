package dev.warren.engine.queue.home;

import dev.warren.engine.message.Message;
import dev.warren.engine.queue.Got;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.QueueCounter;
import dev.warren.engine.queue.QueueCounters;
import dev.warren.engine.queue.Tries;
import dev.warren.engine.queue.machine.QueueMachine;
import dev.warren.engine.queue.store.QueueStore;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Answers `basic.get`: the first ready message, whose body may have to be read first. Owned by the
/// queue's lane.
final class Fetch {

    private final Queue queue;
    private final QueueStore store;
    private final QueueMachine machine;
    private final Hands hands;
    private final QueueCounters counters;

    Fetch(
            Queue queue,
            QueueStore store,
            QueueMachine machine,
            Hands hands,
            QueueCounters counters) {
        this.queue = queue;
        this.store = store;
        this.machine = machine;
        this.hands = hands;
        this.counters = counters;
    }

    CompletionStage<@Nullable Got> get(long session, boolean noAck) {
        boolean redelivered = machine.isFirstRedelivered();
        Tries tries = redelivered ? machine.firstTries() : Tries.NONE;
        long sequence = machine.get(session, noAck);
        if (sequence == QueueMachine.NONE) {
            counters.add(QueueCounter.GOT_EMPTY, 1);
            return CompletableFuture.completedFuture(null);
        }
        counters.add(noAck ? QueueCounter.GOT_AUTO : QueueCounter.GOT_MANUAL, 1);
        if (redelivered) {
            counters.add(QueueCounter.REDELIVERED, 1);
        }
        long left = machine.backlog().readyCount();
        CompletableFuture<@Nullable Got> answer = new CompletableFuture<>();
        hands.withBody(
                sequence,
                message -> {
                    if (message != null) {
                        Message counted = DeliveryCount.in(message, tries);
                        answer.complete(new Got(sequence, counted, redelivered, left));
                        letGo(sequence, noAck);
                    } else if (machine.isDeleted()) {
                        answer.completeExceptionally(Refusals.notFound(queue));
                    } else if (noAck || machine.isHeldBy(session, sequence)) {
                        lose(sequence, noAck);
                        Answers.forward(() -> get(session, noAck), answer);
                    } else {
                        // the session has ended meanwhile: nobody would settle another one
                        lose(sequence, false);
                        answer.complete(null);
                    }
                });
        return answer;
    }

    private void lose(long sequence, boolean isSettled) {
        if (machine.lose(sequence) || isSettled) {
            counters.add(QueueCounter.LOST, 1);
        }
    }

    private void letGo(long sequence, boolean isSettled) {
        if (isSettled) {
            store.forget(sequence);
        } else {
            store.handedOver(sequence);
        }
    }
}
