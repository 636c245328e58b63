package dev.warren.engine.queue.home;

import dev.warren.engine.queue.ChannelCredit;
import dev.warren.engine.queue.Consumer;

/// A consumer as its queue's home knows it: the handle, and whom to ask for credit. Owned by the queue's lane.
final class Seat {

    final Consumer consumer;

    ChannelCredit credit;

    Seat(Consumer consumer, ChannelCredit credit) {
        this.consumer = consumer;
        this.credit = credit;
    }
}
