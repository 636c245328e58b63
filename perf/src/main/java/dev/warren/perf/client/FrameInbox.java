package dev.warren.perf.client;

import dev.warren.codec.frame.FrameReader;
import dev.warren.codec.frame.FrameSink;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/// The socket's end of a [Connection]: collects bytes and cuts them into frames.
final class FrameInbox extends ByteToMessageDecoder {

    private final Connection connection;
    private final FrameReader frames;
    private final FrameSink sink;

    FrameInbox(Connection connection, FrameSink sink) {
        this.connection = connection;
        this.sink = sink;
        this.frames = new FrameReader(0);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        connection.begin(ctx.channel());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object bytes) throws Exception {
        connection.traffic().readBegins();
        super.channelRead(ctx, bytes);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        frames.read(in, sink);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        discardSomeReadBytes();
        connection.traffic().readEnds();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (ctx.channel().isWritable()) {
            connection.traffic().becameWritable();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        connection.fail("the broker has closed the socket");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        connection.fail(String.valueOf(cause));
        var _ = ctx.close();
    }
}
