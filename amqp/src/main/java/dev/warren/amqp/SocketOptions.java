package dev.warren.amqp;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import org.jspecify.annotations.Nullable;

/// What the kernel is told about the sockets of a listener.
///
/// @param backlog connections that it holds for us while we are busy
/// @param noDelay whether small writes leave at once
/// @param keepAlive whether it asks silent clients for a sign of life
/// @param sendBytes how much it takes of us at once; null leaves that to it
/// @param receiveBytes how much it takes for us; null leaves that to it
/// @param lingerSeconds how long a closed socket is kept to send the rest, 0 to drop it; null
///   leaves that to it
public record SocketOptions(
        int backlog,
        boolean noDelay,
        boolean keepAlive,
        @Nullable Integer sendBytes,
        @Nullable Integer receiveBytes,
        @Nullable Integer lingerSeconds) {

    public static final int BACKLOG = 4096;

    public static final SocketOptions STANDARD =
            new SocketOptions(BACKLOG, true, true, null, null, null);

    /// For the socket of a client that was accepted just now.
    void apply(Channel client) {
        client.config().setOption(ChannelOption.TCP_NODELAY, noDelay);
        client.config().setOption(ChannelOption.SO_KEEPALIVE, keepAlive);
        if (sendBytes != null) {
            client.config().setOption(ChannelOption.SO_SNDBUF, sendBytes);
        }
        if (receiveBytes != null) {
            client.config().setOption(ChannelOption.SO_RCVBUF, receiveBytes);
        }
        if (lingerSeconds != null) {
            client.config().setOption(ChannelOption.SO_LINGER, lingerSeconds);
        }
    }
}
