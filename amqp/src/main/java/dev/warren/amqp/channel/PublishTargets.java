package dev.warren.amqp.channel;

import dev.warren.codec.method.BasicMethod;
import dev.warren.codec.method.MethodReader;
import dev.warren.engine.auth.Access;
import dev.warren.engine.broker.Broker;
import io.netty.buffer.ByteBuf;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The targets that a channel published to lately, found by the bytes of the method. Owned by the
/// channel's lane.
///
/// A small direct-mapped table: a target that falls on another's place drives it out. It begins
/// with one place and grows while there are collisions, since most channels publish to one target.
final class PublishTargets {

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /// Class, method and the reserved ticket stand before the arguments that count.
    private static final int ARGUMENTS_OFFSET = 6;

    private static final int PLACES_MAX = 256;

    private final Broker broker;
    private final Supplier<Access> access;
    private @Nullable PublishTarget[] places = new PublishTarget[1];

    /// @param access what the channel's user may do now
    PublishTargets(Broker broker, Supplier<Access> access) {
        this.broker = broker;
        this.access = access;
    }

    /// The target of a publish method that lies in a buffer.
    PublishTarget of(ByteBuf in, int index, int length) {
        int from = index + ARGUMENTS_OFFSET;
        int count = length - ARGUMENTS_OFFSET;
        PublishTarget known = places[place(in, from, count)];
        return known != null && isSame(known.arguments(), in, from, count)
                ? known
                : learn(in, index, length, known != null);
    }

    private PublishTarget learn(ByteBuf in, int index, int length, boolean collides) {
        BasicMethod.Publish method = (BasicMethod.Publish) MethodReader.read(in, index, length);
        byte[] arguments = new byte[length - ARGUMENTS_OFFSET];
        in.getBytes(index + ARGUMENTS_OFFSET, arguments);
        PublishTarget target =
                new PublishTarget(
                        arguments,
                        method,
                        broker.destinations(access.get(), method.exchange(), method.routingKey()));
        if (collides && places.length < PLACES_MAX) {
            places = new PublishTarget[places.length * 4];
        }
        places[place(in, index + ARGUMENTS_OFFSET, arguments.length)] = target;
        return target;
    }

    /// Only the last bytes are hashed: they differ where targets differ, and most channels have one
    /// place anyhow.
    private int place(ByteBuf in, int from, int count) {
        if (places.length == 1) {
            return 0;
        }
        int hash = count;
        for (int i = Math.max(0, count - 24); i < count; i++) {
            hash = 31 * hash + in.getByte(from + i);
        }
        return (hash ^ hash >>> 15) & (places.length - 1);
    }

    private static boolean isSame(byte[] arguments, ByteBuf in, int from, int count) {
        if (arguments.length != count) {
            return false;
        }
        int i = 0;
        for (; i + Long.BYTES <= count; i += Long.BYTES) {
            if (in.getLong(from + i) != longAt(arguments, i)) {
                return false;
            }
        }
        for (; i < count; i++) {
            if (in.getByte(from + i) != arguments[i]) {
                return false;
            }
        }
        return true;
    }

    private static long longAt(byte[] bytes, int offset) {
        return (long) LONGS.get(bytes, offset);
    }
}
