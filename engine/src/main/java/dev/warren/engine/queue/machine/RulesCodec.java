package dev.warren.engine.queue.machine;

import dev.warren.engine.queue.data.ByteReader;
import dev.warren.engine.queue.data.ByteWriter;
import dev.warren.engine.queue.machine.Rules.Room;
import dev.warren.engine.queue.machine.Rules.Serving;
import dev.warren.engine.topology.QueueSettings.Overflow;

/// [Rules] as bytes, in snapshots and commands.
public final class RulesCodec {

    private static final Overflow[] OVERFLOWS = Overflow.values();

    private RulesCodec() {}

    @SuppressWarnings("EnumOrdinal") // read by the same version
    public static void write(Rules rules, ByteWriter out) {
        Room room = rules.room();
        out.writeLong(room.messagesMax()).writeLong(room.bytesMax());
        out.writeByte(room.overflow().ordinal());
        out.writeLong(rules.messageTtlMillis()).writeBoolean(rules.keepsDead());
        Serving serving = rules.serving();
        out.writeInt(serving.levels()).writeBoolean(serving.isQuorum());
        out.writeBoolean(serving.singleActiveConsumer()).writeLong(serving.failuresMax());
        out.writeLong(serving.holdMillisMax());
    }

    public static Rules read(ByteReader in) {
        Room room = new Room(in.readLong(), in.readLong(), OVERFLOWS[in.readByte()]);
        long ttl = in.readLong();
        boolean keepsDead = in.readBoolean();
        Serving serving =
                new Serving(
                        in.readInt(),
                        in.readBoolean(),
                        in.readBoolean(),
                        in.readLong(),
                        in.readLong());
        return new Rules(room, ttl, keepsDead, serving);
    }
}
