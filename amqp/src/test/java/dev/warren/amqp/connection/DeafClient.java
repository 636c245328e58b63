package dev.warren.amqp.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A client whose socket takes nothing until it reads again.
final class DeafClient extends ChannelOutboundHandlerAdapter {

    private record Unwritten(ByteBuf bytes, ChannelPromise promise) {}

    private final ArrayDeque<Unwritten> unwritten = new ArrayDeque<>();
    private @Nullable ChannelHandlerContext ctx;

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        ctx = added;
    }

    @Override
    public void write(ChannelHandlerContext from, Object bytes, ChannelPromise promise) {
        unwritten.add(new Unwritten((ByteBuf) bytes, promise));
    }

    /// How much memory each buffer takes that waits for it.
    List<Integer> capacities() {
        return unwritten.stream().map(each -> each.bytes.capacity()).toList();
    }

    void readAll() {
        ChannelHandlerContext socket = Objects.requireNonNull(ctx);
        for (var next = unwritten.poll(); next != null; next = unwritten.poll()) {
            socket.writeAndFlush(next.bytes, next.promise);
        }
    }
}
