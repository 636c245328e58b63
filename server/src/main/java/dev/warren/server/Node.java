package dev.warren.server;

import dev.warren.server.config.Endpoint;
import dev.warren.server.config.ServerConfiguration;
import dev.warren.server.config.ServerConfiguration.Listener;
import dev.warren.server.data.DataDirectory;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Wires one node by calling constructors, and takes it apart again.
///
/// For now it opens the doors and shows everyone out: the engine and its connections come behind
/// them.
final class Node implements NodeProcess {

    private static final long QUIET_MILLIS = 0;
    private static final long STOP_MILLIS_MAX = 5_000;

    private final EventLoopGroup loops;
    private final List<Channel> doors = new ArrayList<>();
    private final CompletableFuture<ExitCode> ended = new CompletableFuture<>();

    private Node(EventLoopGroup loops) {
        this.loops = loops;
    }

    /// Called once, by the thread that also stops it. The data directory stays the caller's, who
    /// closes it after `stop`.
    static NodeProcess start(ServerConfiguration configuration, DataDirectory dataDirectory)
            throws StartupException {
        assert dataDirectory.path().isAbsolute();
        int lanes = configuration.network().lanes().count();
        var node = new Node(new MultiThreadIoEventLoopGroup(lanes, NioIoHandler.newFactory()));
        try {
            for (Listener listener : configuration.network().listeners()) {
                node.open(listener);
            }
        } catch (StartupException e) {
            node.stop();
            throw e;
        }
        return node;
    }

    private void open(Listener listener) throws StartupException {
        ChannelFuture bound =
                new ServerBootstrap()
                        .group(loops)
                        .channel(NioServerSocketChannel.class)
                        .childHandler(new ShowOut())
                        .bind(listener.endpoint().address())
                        .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw PortCheck.cannotListen(listener.endpoint(), bound.cause());
        }
        doors.add(bound.channel());
    }

    @Override
    public List<String> listening() {
        return doors.stream().map(Channel::localAddress).map(Node::shown).toList();
    }

    private static String shown(Object address) {
        var socket = (InetSocketAddress) address;
        boolean isEverywhere = socket.getAddress().isAnyLocalAddress();
        return new Endpoint(
                        isEverywhere ? null : socket.getAddress().getHostAddress(),
                        socket.getPort())
                .toString();
    }

    @Override
    public CompletableFuture<ExitCode> ended() {
        return ended;
    }

    @Override
    public void stop() {
        doors.forEach(door -> door.close().awaitUninterruptibly());
        loops.shutdownGracefully(QUIET_MILLIS, STOP_MILLIS_MAX, TimeUnit.MILLISECONDS)
                .awaitUninterruptibly();
    }

    /// Closes what connects.
    @Sharable
    private static final class ShowOut extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            var _ = ctx.close();
        }
    }
}
