package dev.warren.engine.queue.home;

import dev.warren.engine.memory.Holder;
import dev.warren.engine.memory.LaneLedger;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.QueueCounter;
import dev.warren.engine.queue.QueueCounters;
import dev.warren.engine.queue.machine.QueueMachine;
import dev.warren.engine.queue.store.QueueStore;
import dev.warren.engine.topology.QueueSettings;
import dev.warren.engine.topology.QueueSettings.Overflow;
import dev.warren.engine.topology.QueueType;

/// How published messages come into a queue, or do not. Owned by the queue's lane.
final class Intake {

    private final QueueMachine machine;
    private final QueueStore store;
    private final LaneLedger ledger;
    private final Undertaker undertaker;
    private final QueueCounters counters;
    private final boolean isHolding;
    private QueueSettings settings;

    Intake(QueueParts parts, QueueMachine machine, Undertaker undertaker, QueueCounters counters) {
        this.machine = machine;
        this.store = parts.store();
        this.ledger = parts.ledger();
        this.undertaker = undertaker;
        this.counters = counters;
        this.settings = parts.settings();
        this.isHolding = settings.type().equals(QueueType.HOLDING);
    }

    void configure(QueueSettings changed) {
        settings = changed;
    }

    /// Whether messages do nothing but wait here.
    boolean isHolding() {
        return isHolding;
    }

    /// Whether nothing but the size of the message matters here.
    boolean isPlain(Message message) {
        return !isHolding && Arrival.isPlain(machine.rules(), message);
    }

    /// Takes a message in; false when the queue is deleted and it was dropped.
    boolean append(Message message, boolean isPlain) {
        long sequence =
                isHolding
                        ? Arrival.hold(machine, message)
                        : Arrival.append(machine, message, isPlain);
        if (sequence == QueueMachine.NONE) {
            release(message);
            return false;
        }
        if (isHolding) {
            store.hold(sequence, message, machine.backlog().expiry(sequence));
        } else if (isPlain || !Arrival.isKept(machine.rules(), message)) {
            store.append(sequence, message);
        } else {
            store.append(sequence, message, machine.now());
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
