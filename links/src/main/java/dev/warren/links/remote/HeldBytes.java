package dev.warren.links.remote;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Command;
import com.rabbitmq.client.TrafficListener;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/// Bounds the messages that a connection has read and nobody has done with, by their bytes. Beyond
/// the bound the connection is not read, and TCP slows the broker at the other end down. For a
/// message larger than the bound there is room when there is no other.
///
/// The connection's thread waits here; whoever has done with a message gives its room back.
public final class HeldBytes implements TrafficListener {

    /// What a message takes beside its body.
    private static final int MESSAGE_BYTES = 1_024;

    private final int bound;
    private final Semaphore room;
    private final AtomicBoolean isOpen = new AtomicBoolean();

    public HeldBytes(int bound) {
        this.bound = bound;
        this.room = new Semaphore(bound);
    }

    @Override
    public void read(Command command) {
        if (command.getMethod() instanceof AMQP.Basic.Deliver) {
            room.acquireUninterruptibly(weight(command.getContentBody().length));
        }
    }

    @Override
    public void write(Command command) {
        // What is written is bounded by what was read.
    }

    /// A message with a body of this length is done with.
    public void giveBack(int length) {
        room.release(weight(length));
    }

    private int weight(int length) {
        return (int) Math.min((long) length + MESSAGE_BYTES, bound);
    }

    /// Nothing is bounded any more: the connection is about to be closed, and its thread has to be
    /// able to go on.
    public void open() {
        if (isOpen.compareAndSet(false, true)) {
            room.release(Integer.MAX_VALUE / 2);
        }
    }
}
