package dev.warren.engine.queue.home;

import dev.warren.engine.message.Message;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.Waiting;
import dev.warren.engine.queue.machine.QueueMachine;
import dev.warren.engine.queue.store.QueueStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// What waits in a queue that a [LocalHome] keeps. Owned by the queue's lane.
final class HeldMessages implements Waiting {

    private final Queue queue;
    private final QueueStore store;
    private final QueueMachine machine;
    private int underWay;

    HeldMessages(Queue queue, QueueStore store, QueueMachine machine) {
        this.queue = queue;
        this.store = store;
        this.machine = machine;
    }

    @Override
    public Summary summary() {
        long next = machine.nextExpiry();
        return new Summary(
                machine.backlog().readyCount(), next == Long.MAX_VALUE ? null : Long.valueOf(next));
    }

    @Override
    public CompletionStage<Page> page(Place after, int max) {
        if (underWay == Browser.LOOKS_MAX) {
            throw Refusals.browsedTooMuch(queue);
        }
        underWay++;
        int size = Math.clamp(max, 1, PAGE_MAX);
        List<Place> places = new ArrayList<>();
        machine.expiring(
                after.untilMillis(),
                after.id(),
                size + 1,
                (expiry, sequence) -> places.add(new Place(expiry, sequence)));
        Pass pass = new Pass(places, size);
        pass.goOn();
        return pass.answer;
    }

    /// Reads one page. What is on its way when its turn comes is left out.
    private final class Pass {
        private final List<Place> places;
        private final int size;
        private final List<Entry> entries = new ArrayList<>();
        private final CompletableFuture<Page> answer = new CompletableFuture<>();
        private long bytes;
        private int at;

        Pass(List<Place> places, int size) {
            this.places = places;
            this.size = size;
        }

        void goOn() {
            while (at < Math.min(size, places.size()) && bytes < PAGE_BYTES_MAX) {
                Place place = places.get(at);
                Message message = store.peekOrNull(place.id());
                if (message == null && store.has(place.id())) {
                    store.peek(place.id(), this::goOn);
                    return;
                }
                if (message != null && machine.backlog().isReady(place.id())) {
                    entries.add(new Entry(place, message));
                    bytes += message.content().length;
                }
                at++;
            }
            underWay--;
            answer.complete(new Page(entries, at < places.size() ? places.get(at - 1) : null));
        }
    }
}
