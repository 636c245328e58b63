package dev.warren.engine.queue.home;

import dev.warren.engine.message.Message;
import dev.warren.engine.queue.Waiting;
import dev.warren.engine.queue.machine.QueueMachine;
import dev.warren.engine.queue.store.QueueStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What waits in a queue that a [LocalHome] keeps. Owned by the queue's lane.
final class HeldMessages implements Waiting {

    private final QueueMachine machine;
    private final QueueStore store;
    private final Hands hands;
    private final Consumer<Runnable> whenDropped;

    /// @param whenDropped calls back when what this turn has dropped cannot come back
    HeldMessages(
            QueueMachine machine, QueueStore store, Hands hands, Consumer<Runnable> whenDropped) {
        this.machine = machine;
        this.store = store;
        this.hands = hands;
        this.whenDropped = whenDropped;
    }

    @Override
    public Summary summary() {
        long next = machine.nextExpiry();
        return new Summary(
                machine.backlog().readyCount(), next == Long.MAX_VALUE ? null : (Long) next);
    }

    @Override
    public CompletionStage<Page> page(Place after, int max) {
        int size = Math.clamp(max, 1, PAGE_MAX);
        List<Place> places = new ArrayList<>();
        machine.expiring(
                after.untilMillis(),
                after.id(),
                size + 1,
                (expiry, sequence) -> places.add(new Place(expiry, sequence)));
        CompletableFuture<Page> page = new CompletableFuture<>();
        List<Entry> entries = new ArrayList<>();
        places.stream()
                .limit(size)
                .forEach(place ->
                        hands.withBody(place.id(), message -> add(place, message, entries)));
        hands.outbox().afterAll(() -> page.complete(new Page(entries, places.size() > size)));
        return page;
    }

    /// What is on its way by now has gone from the page.
    private void add(Place place, @Nullable Message message, List<Entry> to) {
        if (message != null) {
            to.add(new Entry(place, message));
            store.handedOver(place.id());
        }
    }

    @Override
    public CompletionStage<Boolean> cancel(long id) {
        if (!machine.backlog().isReady(id)) {
            return CompletableFuture.completedFuture(false);
        }
        machine.lose(id);
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        whenDropped.accept(() -> done.complete(true));
        return done;
    }
}
