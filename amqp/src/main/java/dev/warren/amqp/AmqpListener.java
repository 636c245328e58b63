package dev.warren.amqp;

import dev.warren.amqp.connection.AmqpConnection;
import dev.warren.amqp.connection.Ends;
import dev.warren.amqp.connection.FrameHandler;
import dev.warren.amqp.door.Doorway;
import dev.warren.amqp.lane.EventLoopLane;
import dev.warren.amqp.lane.LaneGroup;
import dev.warren.engine.broker.Broker;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens for AMQP 0-9-1 clients on one address and gives each accepted socket to a lane.
///
/// Accepts on the first lane. [#bind] may be called on any thread but a lane.
public final class AmqpListener {

    private static final Logger log = LoggerFactory.getLogger("warren.connection");

    /// Beyond the high mark a client's socket counts as slow, until what is unwritten falls below
    /// the low one.
    private static final WriteBufferWaterMark UNWRITTEN_MARKS =
            new WriteBufferWaterMark(256 * 1024, 1024 * 1024);

    private final LaneGroup lanes;
    private final Broker broker;
    private volatile AmqpSettings settings;
    private final Connections connections;
    private final Doorway doorway;
    private final SocketOptions options;
    private final Channel socket;

    /// From then on nobody comes in who is still on the way: before a proxy's header, or in a
    /// handshake of TLS.
    private volatile boolean isClosed;

    private AmqpListener(
            LaneGroup lanes,
            Broker broker,
            AmqpSettings settings,
            Connections connections,
            Doorway doorway,
            SocketOptions options,
            InetSocketAddress address)
            throws IOException {
        this.lanes = lanes;
        this.broker = broker;
        this.settings = settings;
        this.connections = connections;
        this.doorway = doorway;
        this.options = options;
        ChannelFuture bound =
                new Bootstrap()
                        .group(lanes.lanes().getFirst().loop())
                        .channel(NioServerSocketChannel.class)
                        .option(ChannelOption.AUTO_READ, false)
                        .handler(new Acceptor())
                        .bind(address)
                        .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(bound.cause().getMessage(), bound.cause());
        }
        this.socket = bound.channel();
    }

    /// Binds the address and accepts clients. Throws [IOException] when it is in use or not ours.
    public static AmqpListener bind(
            LaneGroup lanes,
            Broker broker,
            AmqpSettings settings,
            Connections connections,
            InetSocketAddress address)
            throws IOException {
        AmqpListener bound =
                reserve(
                        lanes,
                        broker,
                        settings,
                        connections,
                        Doorway.PLAIN,
                        SocketOptions.STANDARD,
                        address);
        bound.accept();
        return bound;
    }

    /// Only binds the address: clients wait in the kernel until [#accept]. Throws [IOException]
    /// when it is in use or not ours.
    ///
    /// @param doorway what clients meet before AMQP begins
    public static AmqpListener reserve(
            LaneGroup lanes,
            Broker broker,
            AmqpSettings settings,
            Connections connections,
            Doorway doorway,
            SocketOptions options,
            InetSocketAddress address)
            throws IOException {
        return new AmqpListener(lanes, broker, settings, connections, doorway, options, address);
    }

    /// Whether its connections are protected by TLS.
    public boolean isTls() {
        return doorway.tls() != null;
    }

    /// Where it listens; tells the port when any was asked for.
    public InetSocketAddress address() {
        return (InetSocketAddress) socket.localAddress();
    }

    /// Holds for connections that come from now on. Any thread.
    public void offer(AmqpSettings changed) {
        settings = changed;
    }

    /// Lets clients in from now on.
    public void accept() {
        socket.config().setAutoRead(true);
    }

    /// Lets nobody in any more, nor anybody who was accepted and is still on the way; who is in
    /// stays. Completes when the port is free.
    public CompletionStage<Void> close() {
        isClosed = true;
        CompletableFuture<Void> closed = new CompletableFuture<>();
        socket.close().addListener(ignored -> closed.complete(null));
        return closed;
    }

    private final class Acceptor extends ChannelInboundHandlerAdapter {

        @Override
        public void handlerAdded(ChannelHandlerContext ctx) {
            ((ServerSocketChannel) ctx.channel())
                    .config()
                    .setBacklog(options.backlog())
                    .setReuseAddress(true);
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object accepted) {
            Channel client = (Channel) accepted;
            EventLoopLane lane = lanes.admit();
            options.apply(client);
            client.config().setWriteBufferWaterMark(UNWRITTEN_MARKS);
            doorway.open(client.pipeline(), Ends.of(client), ends -> handler(lane, ends));
            client.closeFuture()
                    .addListener(ignored -> lanes.first().execute(() -> lanes.leave(lane)));
            lane.loop()
                    .register(client)
                    .addListener(registered -> {
                        if (!registered.isSuccess()) {
                            client.unsafe().closeForcibly();
                        }
                    });
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            log.error("cannot accept a connection on {}", ctx.channel().localAddress(), cause);
        }
    }

    private FrameHandler handler(EventLoopLane lane, Ends ends) {
        return new FrameHandler(lane, ctx -> open(ctx, lane, ends));
    }

    private AmqpConnection open(ChannelHandlerContext ctx, EventLoopLane lane, Ends ends) {
        AmqpConnection connection =
                new AmqpConnection(
                        broker.newConnectionId(),
                        ends,
                        ctx,
                        lane,
                        broker,
                        settings,
                        connections.windowShares());
        connections.add(connection);
        // In this order: who sends all away after closing sees it, or it is seen here.
        if (isClosed) {
            var _ = ctx.close();
        }
        return connection;
    }
}
