package dev.warren.engine.queue;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;

/// One consumer of one queue: what [Queue#consume] answers and deliveries name. Immutable; any
/// thread may hold it.
public final class Consumer {

    private final Queue queue;
    private final int number;
    private final ConsumerSpec spec;
    private final DeliverySink sink;

    /// Only a queue's home makes consumers.
    public Consumer(Queue queue, int number, ConsumerSpec spec, DeliverySink sink) {
        this.queue = queue;
        this.number = number;
        this.spec = spec;
        this.sink = sink;
    }

    public Queue queue() {
        return queue;
    }

    /// Its number within the queue, never used again there.
    public int number() {
        return number;
    }

    public ConsumerSpec spec() {
        return spec;
    }

    public long session() {
        return spec.session();
    }

    public ShortString tag() {
        return spec.tag();
    }

    public int prefetch() {
        return spec.limits().prefetch();
    }

    public boolean isNoAck() {
        return spec.noAck();
    }

    public boolean isExclusive() {
        return spec.exclusive();
    }

    public FieldTable arguments() {
        return spec.arguments();
    }

    public DeliverySink sink() {
        return sink;
    }

    @Override
    public String toString() {
        return "consumer " + number + " '" + tag() + "' of " + queue.identity().description();
    }
}
