package dev.warren.engine.queue.machine;

import dev.warren.codec.value.Bytes;
import dev.warren.engine.queue.ConsumerLimits;
import dev.warren.engine.queue.Tries;
import dev.warren.engine.queue.data.ByteReader;
import dev.warren.engine.queue.data.ByteWriter;

/// The state of a [QueueMachine] as bytes.
///
/// ```
///  version | flags | rules | time | clock of patience | next sequence | next taker
///  takers:   count, then each in the order of numbers
///  line:     count, then numbers from the first in line
///  messages: count, then sequence, size, flags, taker or mark if unacked or dying and since when,
///            expiry, priority and tries if it has them
///  returns:  count, then sequences from the first that is served
/// ```
final class MachineSnapshot {

    private static final int VERSION = 5;

    private static final int UNACKED = 1;
    private static final int REDELIVERED = 2;
    private static final int EXPIRES = 4;
    private static final int PRIORITY = 8;
    private static final int TRIED = 16;

    private static final int CONSUMING = 1;
    private static final int NO_ACK = 2;
    private static final int EXCLUSIVE = 4;
    private static final int GATED = 8;
    private static final int ASKING = 16;
    private static final int WAITING = 32;
    private static final int FADING = 64;

    private MachineSnapshot() {}

    static Bytes write(QueueMachine machine) {
        ByteWriter out = new ByteWriter().writeByte(VERSION);
        out.writeBoolean(machine.autoDelete);
        out.writeBoolean(machine.deleted);
        RulesCodec.write(machine.rules(), out);
        out.writeLong(machine.now());
        out.writeInt(machine.patience.clock());
        out.writeLong(machine.backlog.nextSequence());
        out.writeInt(machine.takers.nextNumber());
        writeTakers(machine.takers, out);
        writeLine(machine.line, out);
        writeMessages(machine.backlog, out);
        writeReturns(machine.backlog, out);
        return out.toBytes();
    }

    static QueueMachine read(Bytes snapshot, Effects effects) {
        ByteReader in = new ByteReader(snapshot);
        int version = in.readByte();
        if (version != VERSION) {
            throw new IllegalArgumentException("queue snapshot of version " + version);
        }
        QueueMachine machine = new QueueMachine(in.readBoolean(), effects);
        machine.deleted = in.readBoolean();
        machine.configure(RulesCodec.read(in));
        machine.at(in.readLong());
        machine.patience.clock(in.readInt());
        long nextSequence = in.readLong();
        machine.takers.skipTo(in.readInt());
        readTakers(machine, in);
        int inLine = in.readInt();
        for (int i = 0; i < inLine; i++) {
            machine.line.add(machine.takers.get(in.readInt()));
        }
        readMessages(machine.backlog, in);
        readReturns(machine.backlog, in);
        machine.backlog.skipTo(nextSequence);
        machine.patience.measure();
        return machine;
    }

    private static void writeTakers(Takers takers, ByteWriter out) {
        out.writeInt(takers.count());
        for (int i = 0; i < takers.count(); i++) {
            Taker taker = takers.at(i);
            out.writeInt(taker.number).writeLong(taker.session).writeLong(taker.priority);
            out.writeInt(taker.limits.prefetch()).writeLong(taker.limits.windowBytes());
            out.writeLong(taker.limits.holdMillisMax());
            out.writeByte(flags(taker));
            out.writeInt(taker.unacked).writeLong(taker.window).writeInt(taker.granted);
        }
    }

    private static int flags(Taker taker) {
        return (taker.consuming ? CONSUMING : 0)
                | (taker.noAck ? NO_ACK : 0)
                | (taker.exclusive ? EXCLUSIVE : 0)
                | (taker.gated ? GATED : 0)
                | (taker.asking ? ASKING : 0)
                | (taker.isWaiting ? WAITING : 0)
                | (taker.isFading ? FADING : 0);
    }

    private static void readTakers(QueueMachine machine, ByteReader in) {
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            int number = in.readInt();
            long session = in.readLong();
            long priority = in.readLong();
            ConsumerLimits limits = new ConsumerLimits(in.readInt(), in.readLong(), in.readLong());
            int flags = in.readByte();
            Subscription subscription =
                    new Subscription(
                            session,
                            limits,
                            priority,
                            (flags & NO_ACK) != 0,
                            (flags & EXCLUSIVE) != 0,
                            (flags & GATED) != 0);
            Taker taker = new Taker(number, subscription, (flags & CONSUMING) != 0);
            taker.asking = (flags & ASKING) != 0;
            taker.isWaiting = (flags & WAITING) != 0;
            taker.isFading = (flags & FADING) != 0;
            taker.unacked = in.readInt();
            taker.window = in.readLong();
            machine.takers.add(taker);
            machine.line.restoreGrants(taker, in.readInt());
        }
    }

    private static void writeLine(Line line, ByteWriter out) {
        int count = 0;
        for (Taker taker = line.first(); taker != null; taker = taker.behind) {
            count++;
        }
        out.writeInt(count);
        for (Taker taker = line.first(); taker != null; taker = taker.behind) {
            out.writeInt(taker.number);
        }
    }

    private static void writeMessages(Backlog backlog, ByteWriter out) {
        out.writeLong(backlog.readyCount() + backlog.unackedCount() + backlog.dyingCount());
        for (Chunk chunk = backlog.oldest(); chunk != null; chunk = chunk.next) {
            for (int slot = 0; slot < Chunk.SEQUENCES; slot++) {
                boolean unacked = chunk.isUnacked(slot);
                if (unacked || chunk.isReady(slot)) {
                    writeMessage(backlog, chunk, slot, out);
                }
            }
        }
    }

    private static void writeMessage(Backlog backlog, Chunk chunk, int slot, ByteWriter out) {
        boolean unacked = chunk.isUnacked(slot);
        long expiry = chunk.expiry(slot);
        int level = chunk.level(slot);
        Tries tries = backlog.tries(chunk.sequence(slot));
        out.writeLong(chunk.sequence(slot)).writeInt(chunk.size(slot));
        out.writeByte(
                (unacked ? UNACKED : 0)
                        | (chunk.isRedelivered(slot) ? REDELIVERED : 0)
                        | (expiry == Deadlines.NEVER ? 0 : EXPIRES)
                        | (level == 0 ? 0 : PRIORITY)
                        | (tries.isNone() ? 0 : TRIED));
        if (unacked) {
            out.writeInt(chunk.taker(slot)).writeInt(chunk.heldSince(slot));
        }
        if (expiry != Deadlines.NEVER) {
            out.writeLong(expiry);
        }
        if (level != 0) {
            out.writeByte(level);
        }
        if (!tries.isNone()) {
            out.writeLong(tries.packed());
        }
    }

    private static void writeReturns(Backlog backlog, ByteWriter out) {
        long[] returned = backlog.order().returned();
        out.writeInt(returned.length);
        for (long sequence : returned) {
            out.writeLong(sequence);
        }
    }

    private static void readReturns(Backlog backlog, ByteReader in) {
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            backlog.order().restoreReturned(in.readLong());
        }
    }

    private static void readMessages(Backlog backlog, ByteReader in) {
        long count = in.readLong();
        for (long i = 0; i < count; i++) {
            backlog.skipTo(in.readLong());
            int size = in.readInt();
            int flags = in.readByte();
            int taker = (flags & UNACKED) == 0 ? 0 : in.readInt();
            int since = (flags & UNACKED) == 0 ? 0 : in.readInt();
            long expiry = (flags & EXPIRES) == 0 ? Deadlines.NEVER : in.readLong();
            int level = (flags & PRIORITY) == 0 ? 0 : in.readByte() & 0xFF;
            long sequence = backlog.append(size, expiry, level);
            if ((flags & TRIED) != 0) {
                backlog.order().tries(sequence, Tries.of(in.readLong()));
            }
            if ((flags & REDELIVERED) != 0) {
                backlog.markRedelivered(sequence);
            }
            if (taker < 0) {
                backlog.die(sequence, taker);
            } else if ((flags & UNACKED) != 0) {
                backlog.checkOut(sequence, taker, since);
            }
        }
    }
}
