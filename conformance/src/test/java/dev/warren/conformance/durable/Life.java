package dev.warren.conformance.durable;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.warren.conformance.support.Client;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// What a client does with a channel of its own until that breaks.
interface Life {
    void live(Channel channel) throws Exception;

    /// On a thread of its own, which ends when the connection has: then the client has seen all
    /// that it will.
    ///
    /// @param faults told what is not the end of the broker
    static Thread start(DurableWarren warren, Life life, Consumer<String> faults) {
        return Thread.ofVirtual().start(() -> Work.untilBroken(() -> whole(warren, life), faults));
    }

    private static void whole(DurableWarren warren, Life life) throws Exception {
        Connection connection = warren.process().factory().newConnection();
        try {
            life.live(Client.channelOf(connection));
        } finally {
            while (connection.isOpen()) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
        }
    }
}
