package dev.warren.amqp;

import dev.warren.amqp.connection.AmqpConnection;
import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.ReplyCode;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/// The open AMQP connections of a node, by number. Any thread.
public final class Connections {

    private final Map<Long, AmqpConnection> byId = new ConcurrentHashMap<>();

    void add(AmqpConnection connection) {
        byId.put(connection.id(), connection);
        var _ = connection.whenGone().thenRun(() -> byId.remove(connection.id()));
    }

    public int count() {
        return byId.size();
    }

    /// Asks all clients to go (320) and completes when the last one has.
    public CompletionStage<Void> closeAll(String reason) {
        AmqpException shutdown =
                new AmqpException(
                        ReplyCode.CONNECTION_FORCED,
                        "broker forced connection closure with reason '" + reason + "'");
        return CompletableFuture.allOf(
                byId.values().stream()
                        .map(connection -> {
                            connection.lane().execute(() -> connection.close(shutdown, 0));
                            return connection.whenGone();
                        })
                        .toArray(CompletableFuture[]::new));
    }
}
