package dev.warren.perf.client;

import dev.warren.codec.method.Method;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Opens connections to one broker, and waits for answers. Called on threads that may wait, never
/// on an event loop.
public final class Connector {

    private static final int CONNECT_MILLIS_MAX = 10_000;

    /// How long a broker under load may take to answer one method.
    private static final int ANSWER_SECONDS_MAX = 120;

    private static final int READ_BYTES = 256 * 1024;

    /// How much may be on its way to the socket before a producer waits.
    private static final WriteBufferWaterMark UNWRITTEN_MARKS =
            new WriteBufferWaterMark(128 * 1024, 512 * 1024);

    private final Target target;

    public Connector(Target target) {
        this.target = target;
    }

    /// Returns a connection whose channel is open. Throws [BrokerException].
    public Connection open(Worker worker) {
        var connection = new Connection(target, worker);
        ChannelFuture connecting =
                new Bootstrap()
                        .group(worker.loop())
                        .channel(NioSocketChannel.class)
                        .option(ChannelOption.TCP_NODELAY, true)
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS_MAX)
                        .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                        .option(
                                ChannelOption.RECVBUF_ALLOCATOR,
                                new FixedRecvByteBufAllocator(READ_BYTES))
                        .option(ChannelOption.WRITE_BUFFER_WATER_MARK, UNWRITTEN_MARKS)
                        .handler(new FrameInbox(connection, connection))
                        .connect(target.host(), target.port())
                        .awaitUninterruptibly();
        if (!connecting.isSuccess()) {
            throw new BrokerException(String.valueOf(connecting.cause().getMessage()));
        }
        return await(connection.whenOpen());
    }

    /// Sends a method and waits for its answer. Throws [BrokerException].
    public static Method call(Connection connection, Method method) {
        return await(connection.call(method));
    }

    /// Waits for an answer, but not for ever. Throws [BrokerException].
    public static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new BrokerException(
                    cause == null ? e.toString() : String.valueOf(cause.getMessage()));
        } catch (TimeoutException ignoredTheTextSaysIt) {
            throw new BrokerException("no answer within " + ANSWER_SECONDS_MAX + " seconds");
        } catch (InterruptedException ignoredTheTextSaysIt) {
            Thread.currentThread().interrupt();
            throw new BrokerException("interrupted while waiting for an answer");
        }
    }
}
