package dev.warren.engine.queue.home;

import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.dedup.KeyMark;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.ConsumerLimits;
import dev.warren.engine.queue.Settlement;
import dev.warren.engine.queue.data.ByteReader;
import dev.warren.engine.queue.data.ByteWriter;
import dev.warren.engine.queue.machine.Rules;
import dev.warren.engine.queue.machine.RulesCodec;
import dev.warren.engine.queue.machine.Subscription;
import dev.warren.engine.queue.store.MarksCodec;
import java.util.ArrayList;
import java.util.List;

/// Commands as records of a log: the time, a byte for the kind, then the components in order.
final class CommandCodec {

    private static final Settlement[] SETTLEMENTS = Settlement.values();

    private CommandCodec() {}

    @SuppressWarnings("EnumOrdinal") // read by the same version
    static Bytes encode(long wallMillis, Command command) {
        ByteWriter out = new ByteWriter().writeLong(wallMillis);
        switch (command) {
            case Command.Append(Message message, List<KeyMark> keys) -> {
                writeMessage(out.writeByte(1), message);
                writeKeys(out, keys);
            }
            case Command.Subscribe(Subscription subscription) ->
                    writeSubscription(out.writeByte(2), subscription);
            case Command.Cancel(int consumer) -> out.writeByte(3).writeInt(consumer);
            case Command.Get(long session, boolean noAck) ->
                    out.writeByte(4).writeLong(session).writeBoolean(noAck);
            case Command.Settle(Settlement how, List<Long> sequences) ->
                    writeSequences(out.writeByte(5).writeByte(how.ordinal()), sequences);
            case Command.Renew(List<Long> sequences) ->
                    writeSequences(out.writeByte(19), sequences);
            case Command.Tick(int millis) -> out.writeByte(6).writeInt(millis);
            case Command.Release(long session) -> out.writeByte(7).writeLong(session);
            case Command.Remove(List<Long> sequences) ->
                    writeSequences(out.writeByte(15), sequences);
            case Command.Purge() -> out.writeByte(8);
            case Command.Delete(boolean ifUnused, boolean ifEmpty) ->
                    out.writeByte(9).writeBoolean(ifUnused).writeBoolean(ifEmpty);
            case Command.Credit(int consumer, long bytes) ->
                    out.writeByte(10).writeInt(consumer).writeLong(bytes);
            case Command.Grant(int consumer, int deliveries) ->
                    out.writeByte(11).writeInt(consumer).writeInt(deliveries);
            case Command.Gate(int consumer, boolean gated) ->
                    out.writeByte(12).writeInt(consumer).writeBoolean(gated);
            case Command.Bury(long sequence) -> out.writeByte(16).writeLong(sequence);
            case Command.Configure(Rules rules) -> RulesCodec.write(rules, out.writeByte(17));
            case Command.Tidy(int deathsMax) -> out.writeByte(18).writeInt(deathsMax);
            case Command.Count() -> out.writeByte(14);
            case Command.Serve(int deliveries) -> out.writeByte(13).writeInt(deliveries);
        }
        return out.toBytes();
    }

    /// When the command was given.
    static long wallMillis(Bytes record) {
        return new ByteReader(record).readLong();
    }

    static Command decode(Bytes record) {
        ByteReader in = new ByteReader(record);
        in.readLong();
        int kind = in.readByte();
        return switch (kind) {
            case 1 -> new Command.Append(readMessage(in), readKeys(in));
            case 2 -> new Command.Subscribe(readSubscription(in));
            case 3 -> new Command.Cancel(in.readInt());
            case 4 -> new Command.Get(in.readLong(), in.readBoolean());
            case 5 -> new Command.Settle(SETTLEMENTS[in.readByte()], readSequences(in));
            case 6 -> new Command.Tick(in.readInt());
            case 7 -> new Command.Release(in.readLong());
            case 8 -> new Command.Purge();
            case 9 -> new Command.Delete(in.readBoolean(), in.readBoolean());
            case 10 -> new Command.Credit(in.readInt(), in.readLong());
            case 11 -> new Command.Grant(in.readInt(), in.readInt());
            case 12 -> new Command.Gate(in.readInt(), in.readBoolean());
            case 14 -> new Command.Count();
            case 15 -> new Command.Remove(readSequences(in));
            case 16 -> new Command.Bury(in.readLong());
            case 17 -> new Command.Configure(RulesCodec.read(in));
            case 18 -> new Command.Tidy(in.readInt());
            case 19 -> new Command.Renew(readSequences(in));
            case 13 -> new Command.Serve(in.readInt());
            default -> throw new IllegalArgumentException("queue command of kind " + kind);
        };
    }

    private static void writeSubscription(ByteWriter out, Subscription subscription) {
        out.writeLong(subscription.session())
                .writeInt(subscription.limits().prefetch())
                .writeLong(subscription.limits().windowBytes())
                .writeLong(subscription.limits().holdMillisMax())
                .writeLong(subscription.priority())
                .writeBoolean(subscription.noAck())
                .writeBoolean(subscription.exclusive())
                .writeBoolean(subscription.gated());
    }

    private static Subscription readSubscription(ByteReader in) {
        return new Subscription(
                in.readLong(),
                new ConsumerLimits(in.readInt(), in.readLong(), in.readLong()),
                in.readLong(),
                in.readBoolean(),
                in.readBoolean(),
                in.readBoolean());
    }

    private static void writeMessage(ByteWriter out, Message message) {
        out.writeBytes(message.exchange().array())
                .writeBytes(message.routingKey().array())
                .writeBytes(message.content())
                .writeInt(message.headerLength())
                .writeBytes(MarksCodec.encode(message.marks()));
    }

    private static Message readMessage(ByteReader in) {
        return new Message(
                readShortString(in),
                readShortString(in),
                in.readBytes(),
                in.readInt(),
                MarksCodec.decode(in.readBytes()));
    }

    private static void writeKeys(ByteWriter out, List<KeyMark> keys) {
        out.writeInt(keys.size());
        for (KeyMark key : keys) {
            out.writeLong(key.scope()).writeLong(key.high()).writeLong(key.low());
            out.writeLong(key.untilMillis()).writeInt(key.keysMax());
        }
    }

    private static List<KeyMark> readKeys(ByteReader in) {
        int count = in.readInt();
        List<KeyMark> keys = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            keys.add(
                    new KeyMark(
                            in.readLong(),
                            in.readLong(),
                            in.readLong(),
                            in.readLong(),
                            in.readInt()));
        }
        return keys;
    }

    private static ShortString readShortString(ByteReader in) {
        byte[] bytes = in.readBytes();
        return ShortString.copyOf(bytes, 0, bytes.length);
    }

    private static void writeSequences(ByteWriter out, List<Long> sequences) {
        out.writeInt(sequences.size());
        for (long sequence : sequences) {
            out.writeLong(sequence);
        }
    }

    private static List<Long> readSequences(ByteReader in) {
        int count = in.readInt();
        List<Long> sequences = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sequences.add(in.readLong());
        }
        return sequences;
    }
}
