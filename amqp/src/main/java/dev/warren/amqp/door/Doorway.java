package dev.warren.amqp.door;

import dev.warren.amqp.connection.Ends;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a client meets at one listener before AMQP begins.
///
/// @param expectsProxyHeader whether a proxy stands before it that says who the client is
/// @param tls null when nothing protects its connections
public record Doorway(boolean expectsProxyHeader, @Nullable TlsDoor tls) {

    /// AMQP begins with the first byte.
    public static final Doorway PLAIN = new Doorway(false, null);

    /// Puts in place what a new socket meets first, before it is given to its lane.
    ///
    /// @param arrived makes the handler that speaks AMQP, when it is known who is there
    public void open(ChannelPipeline socket, Ends ends, Function<Ends, ChannelHandler> arrived) {
        if (expectsProxyHeader) {
            socket.addLast(new ProxyHeaderHandler(ends, told -> protect(socket, told, arrived)));
        } else {
            protect(socket, ends, arrived);
        }
    }

    private void protect(
            ChannelPipeline socket, Ends ends, Function<Ends, ChannelHandler> arrived) {
        if (tls == null) {
            socket.addLast(arrived.apply(ends));
        } else {
            tls.open(socket, ends, arrived);
        }
    }
}
