package dev.warren.amqp;

import dev.warren.amqp.connection.AmqpConnection;
import dev.warren.amqp.connection.WindowShares;
import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.ReplyCode;
import dev.warren.engine.topology.MetadataStore;
import dev.warren.engine.topology.TopologyEvent;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The open AMQP connections of a node, by number. Any thread.
public final class Connections {

    private final Map<Long, AmqpConnection> byId = new ConcurrentHashMap<>();
    private final WindowShares windowShares;

    /// Those that these are a part of; null when these are all.
    private final @Nullable Connections all;

    public Connections() {
        this(new WindowShares(), null);
    }

    private Connections(WindowShares windowShares, @Nullable Connections all) {
        this.windowShares = windowShares;
        this.all = all;
    }

    /// Some of them, to be counted and sent away without the others. Whoever is added there is here
    /// too. None at first.
    public Connections part() {
        return new Connections(windowShares, this);
    }

    void add(AmqpConnection connection) {
        byId.put(connection.id(), connection);
        var _ = connection.whenGone().thenRun(() -> byId.remove(connection.id()));
        if (all != null) {
            all.add(connection);
        }
    }

    /// What the consumers of all of them share.
    WindowShares windowShares() {
        return windowShares;
    }

    public int count() {
        return byId.size();
    }

    /// Asks the client of a connection to go (320), because somebody wants it to. Nothing happens
    /// when it has gone. Completes when the client has been told and all that it held is given
    /// back.
    public CompletionStage<Void> close(long id, String reason) {
        AmqpConnection connection = byId.get(id);
        if (connection == null) {
            return CompletableFuture.completedFuture(null);
        }
        AmqpException forced = new AmqpException(ReplyCode.CONNECTION_FORCED, reason);
        connection.lane().execute(() -> connection.close(forced, 0));
        return connection.whenTold();
    }

    /// Asks the clients of a user, or in a virtual host, to go (320), because it has been deleted.
    private void closeAllOf(@Nullable String user, @Nullable String vhost, String reason) {
        AmqpException forced = new AmqpException(ReplyCode.CONNECTION_FORCED, reason);
        for (AmqpConnection connection : byId.values()) {
            connection.lane().execute(() -> connection.closeIfOf(user, vhost, forced));
        }
    }

    /// Ends the connections of users and virtual hosts that are deleted from now on. On the
    /// deciding lane, as [MetadataStore#watch].
    public void follow(MetadataStore metadata) {
        metadata.watch(applied -> {
            for (TopologyEvent event : applied.events()) {
                if (event instanceof TopologyEvent.UserDeleted(var user)) {
                    closeAllOf(user.name(), null, "user '" + user.name() + "' is deleted");
                } else if (event instanceof TopologyEvent.VhostDeleted(var vhost)) {
                    closeAllOf(null, vhost, "vhost '" + vhost + "' is deleted");
                }
            }
        });
    }

    /// Asks all clients to go (320) because the broker ends, and completes when the last one has.
    public CompletionStage<Void> closeAll(String reason) {
        return sendAllAway("broker forced connection closure with reason '" + reason + "'");
    }

    /// Asks all clients to go (320) with a text, and completes when the last one has.
    public CompletionStage<Void> sendAllAway(String text) {
        AmqpException forced = new AmqpException(ReplyCode.CONNECTION_FORCED, text);
        return CompletableFuture.allOf(
                byId.values().stream()
                        .map(connection -> {
                            connection.lane().execute(() -> connection.close(forced, 0));
                            return connection.whenGone();
                        })
                        .toArray(CompletableFuture[]::new));
    }
}
