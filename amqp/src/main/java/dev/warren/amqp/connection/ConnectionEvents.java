package dev.warren.amqp.connection;

import dev.warren.codec.method.ConnectionMethod;
import dev.warren.engine.auth.Access;
import dev.warren.engine.events.ConnectionFacts;
import dev.warren.engine.events.Endpoints;
import dev.warren.engine.events.Event;
import dev.warren.engine.events.Events;

/// Tells what becomes of one connection. Owned by its lane.
final class ConnectionEvents {

    private final AmqpConnection connection;
    private final Events events;
    private final long openedMillis;

    /// The socket is there.
    ConnectionEvents(AmqpConnection connection) {
        this.connection = connection;
        this.events = connection.broker().events();
        this.openedMillis = connection.broker().clock().wallMillis();
    }

    void loginAccepted(String mechanism, String user) {
        events.tell(() -> new Event.LoginAccepted(endpoints(), mechanism, user));
    }

    /// @param user whom the client claimed to be
    void loginRefused(String mechanism, String user, String reason) {
        events.tell(() -> new Event.LoginRefused(endpoints(), mechanism, user, reason));
    }

    /// The client is in its virtual host.
    void opened(Access access, String mechanism, ConnectionMethod.TuneOk tuned) {
        events.tell(() ->
                new Event.ConnectionOpened(
                        new ConnectionFacts(
                                connection.id(),
                                endpoints(),
                                new ConnectionFacts.Client(
                                        access.user().name(),
                                        access.vhost(),
                                        mechanism,
                                        connection.handshake().clientProperties()),
                                new ConnectionFacts.Tuning(
                                        tuned.channelMax(),
                                        (int) tuned.frameMax(),
                                        tuned.heartbeat()),
                                openedMillis,
                                connection.counters())));
    }

    /// The socket has gone.
    void closed() {
        events.tell(() ->
                new Event.ConnectionClosed(
                        connection.id(), endpoints(), connection.handshake().clientProperties()));
    }

    private Endpoints endpoints() {
        return connection.ends().endpoints();
    }
}
