package dev.warren.amqp.connection;

import dev.warren.amqp.channel.AmqpChannel;
import dev.warren.codec.frame.FrameErrors;
import dev.warren.codec.frame.Frames;
import dev.warren.codec.method.ChannelMethod;
import dev.warren.codec.method.MethodIds;
import dev.warren.codec.method.Methods;
import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.ReplyCode;
import io.netty.buffer.ByteBuf;
import io.netty.util.collection.IntObjectHashMap;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// The open channels of one connection, by number. Owned by its lane.
final class ChannelTable {

    private final AmqpConnection connection;
    private final IntObjectHashMap<AmqpChannel> byNumber = new IntObjectHashMap<>();

    /// The channel of the last frame, since the next one is mostly for the same.
    private @Nullable AmqpChannel last;

    /// How many may be open; zero is no limit.
    private int countMax;

    ChannelTable(AmqpConnection connection) {
        this.connection = connection;
    }

    void setCountMax(int max) {
        countMax = max;
    }

    @Nullable AmqpChannel find(int number) {
        return byNumber.get(number);
    }

    /// Hands a frame to its channel, or opens one. False when the channel cannot take it yet.
    boolean frame(int type, int number, int methodId, ByteBuf in, int index, int length) {
        AmqpChannel channel = last;
        if (channel == null || channel.number() != number) {
            channel = byNumber.get(number);
            if (channel == null) {
                open(type, number, methodId, in, index, length);
                return true;
            }
            last = channel;
        }
        return channel.frame(type, methodId, in, index, length);
    }

    private void open(int type, int number, int methodId, ByteBuf in, int index, int length) {
        if (type == Frames.HEARTBEAT) {
            throw FrameErrors.unexpectedFrame(type, in, index, length);
        }
        if (type != Frames.METHOD) {
            throw AmqpChannel.expectedMethod();
        }
        if (methodId == MethodIds.CHANNEL_CLOSE_OK) {
            return;
        }
        if (methodId != MethodIds.CHANNEL_OPEN) {
            throw new AmqpException(ReplyCode.CHANNEL_ERROR, "expected 'channel.open'");
        }
        if (countMax > 0 && byNumber.size() >= countMax) {
            throw AmqpException.ofNoMethod(
                    ReplyCode.NOT_ALLOWED,
                    "number of channels opened (%d) has reached the negotiated channel_max (%d)"
                            .formatted(byNumber.size(), countMax));
        }
        connection.broker().admission().openChannel(connection.access().user());
        byNumber.put(number, new AmqpChannel(connection, number));
        connection.outbox().send(number, new ChannelMethod.OpenOk());
    }

    /// What an error on a channel names: the method that the channel is busy with, and nothing that
    /// AMQP does not know.
    int failedMethod(int number, int methodId) {
        AmqpChannel failed = byNumber.get(number);
        int id = failed == null ? methodId : failed.currentMethodId();
        return Methods.isDefined(id) ? id : 0;
    }

    /// The connection is read again: channels look at what they have put aside.
    void takeParked() {
        List.copyOf(byNumber.values()).forEach(AmqpChannel::takeParked);
    }

    /// The channel is closed on both sides: its number is free.
    void forget(AmqpChannel channel) {
        if (byNumber.remove(channel.number()) != null) {
            giveBack(1);
        }
        if (last == channel) {
            last = null;
        }
    }

    private void giveBack(int count) {
        connection.broker().admission().closeChannels(connection.userName(), count);
    }

    /// All channels give back what they hold. Completes when the queues have it, on any lane.
    CompletionStage<Void> release() {
        CompletionStage<Void> released = AmqpChannel.releaseAll(byNumber.values());
        if (!byNumber.isEmpty()) {
            giveBack(byNumber.size());
        }
        byNumber.clear();
        last = null;
        return released;
    }
}
