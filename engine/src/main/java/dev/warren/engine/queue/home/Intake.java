package dev.warren.engine.queue.home;

import dev.warren.engine.dedup.KeyMark;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.memory.LaneLedger;
import dev.warren.engine.message.Delay;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.ConfirmSink;
import dev.warren.engine.queue.DeadLetterOffice;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.QueueCounter;
import dev.warren.engine.queue.QueueCounters;
import dev.warren.engine.queue.machine.QueueMachine;
import dev.warren.engine.queue.store.Arrived;
import dev.warren.engine.queue.store.QueueStore;
import dev.warren.engine.topology.QueueSettings;
import dev.warren.engine.topology.QueueSettings.Overflow;
import dev.warren.engine.topology.QueueType;
import java.util.List;

/// How published messages come into a queue, or do not. Owned by the queue's lane.
final class Intake {

    private final QueueMachine machine;
    private final QueueStore store;
    private final LaneLedger ledger;
    private final Undertaker undertaker;
    private final QueueCounters counters;
    private final Queue queue;
    private final DeadLetterOffice office;
    private final Keying keying;
    private final boolean isHolding;
    private QueueSettings settings;

    /// Whether what comes in has to wait somewhere, here or beside this queue.
    private boolean isWaitedFor;

    Intake(
            Queue queue,
            QueueParts parts,
            QueueMachine machine,
            Undertaker undertaker,
            QueueCounters counters) {
        this.queue = queue;
        this.office = parts.office();
        this.machine = machine;
        this.store = parts.store();
        this.ledger = parts.ledger();
        this.undertaker = undertaker;
        this.counters = counters;
        this.settings = parts.settings();
        this.keying = new Keying(queue.identity().id(), settings.deduplication());
        this.isHolding = settings.type().equals(QueueType.HOLDING);
        configure(settings);
    }

    void configure(QueueSettings changed) {
        settings = changed;
        keying.configure(changed.deduplication());
        isWaitedFor = isHolding || changed.waiting().deliveryDelayMillis() > 0;
        office.configure(changed);
    }

    /// Whether what is published waits beside the queue first.
    boolean delays() {
        return isWaitedFor && !isHolding && !machine.isDeleted();
    }

    /// Has a message wait beside the queue.
    void delay(Message message, ConfirmSink sink, long number) {
        office.hold(queue, message, settings.waiting().deliveryDelayMillis(), sink, number);
    }

    /// Whether messages do nothing but wait here.
    boolean isHolding() {
        return isHolding;
    }

    /// Whether nothing but the size of the message matters here.
    boolean isPlain(Message message) {
        return !isWaitedFor && !keying.asks(message) && Arrival.isPlain(machine.rules(), message);
    }

    /// The keys that a message takes, if it is no duplicate.
    List<KeyMark> keysOf(Message message, long nowMillis) {
        return keying.of(message, nowMillis);
    }

    /// Whether a message with these keys has come before. Then it has been dealt with.
    boolean isDuplicate(Message message, List<KeyMark> keys) {
        if (!Keying.isDuplicate(machine, message, keys)) {
            return false;
        }
        counters.add(QueueCounter.DUPLICATES, 1);
        release(message);
        return true;
    }

    /// Takes a message in; false when the queue is deleted and it was dropped.
    boolean append(Message message, boolean isPlain, List<KeyMark> keys) {
        if (isHolding) {
            return hold(message, Delay.boundedMillis(message), keys);
        }
        long sequence = Arrival.append(machine, message, isPlain);
        if (sequence == QueueMachine.NONE) {
            release(message);
            return false;
        }
        if (!keys.isEmpty()) {
            machine.keys().take(keys, sequence);
            store.append(sequence, message, arrived(message, keys));
        } else if (isPlain || !Arrival.isKept(machine.rules(), message)) {
            store.append(sequence, message);
        } else {
            store.append(sequence, message, machine.now());
        }
        counters.add(QueueCounter.PUBLISHED, 1);
        return true;
    }

    private Arrived arrived(Message message, List<KeyMark> keys) {
        boolean isSpecial =
                Arrival.isKept(machine.rules(), message)
                        || keys.stream().anyMatch(KeyMark::isPresence);
        return new Arrived(machine.now(), isSpecial, keys);
    }

    /// Takes a message in that waits here for so long: nothing else of it matters but its keys.
    boolean hold(Message message, long millis, List<KeyMark> keys) {
        long sequence = Arrival.hold(machine, message, millis);
        if (sequence == QueueMachine.NONE) {
            release(message);
            return false;
        }
        long until = machine.backlog().expiry(sequence);
        if (keys.isEmpty()) {
            store.hold(sequence, message, until);
        } else {
            machine.keys().take(keys, sequence);
            store.append(sequence, message, Arrived.waiting(machine.now(), until, keys));
        }
        counters.add(QueueCounter.PUBLISHED, 1);
        return true;
    }

    /// Does not take a message in.
    void refuse(Message message) {
        counters.add(QueueCounter.REFUSED, 1);
        if (settings.length().overflow() == Overflow.REJECT_PUBLISH_DLX
                && settings.deadLettering().exchange() != null) {
            undertaker.bringStranger(message, () -> release(message));
        } else {
            release(message);
        }
    }

    private void release(Message message) {
        if (message.releaseShare()) {
            ledger.add(Holder.QUEUES, -message.footprintBytes());
        }
    }
}
