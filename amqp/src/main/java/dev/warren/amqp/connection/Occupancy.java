package dev.warren.amqp.connection;

import dev.warren.engine.auth.Access;
import dev.warren.engine.auth.User;
import dev.warren.engine.broker.Broker;
import org.jspecify.annotations.Nullable;

/// Who uses a connection, in which virtual host, and the place that it takes there. Owned by the
/// connection's lane.
final class Occupancy {

    /// Whose place is taken.
    private record Place(String user, String vhost) {}

    private final Broker broker;

    /// Set while a place is taken.
    private @Nullable Place place;

    /// Set when the connection is open.
    private @Nullable Access access;

    Occupancy(Broker broker) {
        this.broker = broker;
    }

    /// Takes a place for the user and in the virtual host: 530 when there is none. Says who the
    /// user is now.
    User enter(User user, String vhost) {
        User now = broker.current(user);
        broker.admission()
                .openConnection(
                        now, vhost, broker.topology().requireVhost(vhost).limits().connections());
        place = new Place(now.name(), vhost);
        return now;
    }

    /// The user has been let in.
    void opened(Access granted) {
        access = granted;
    }

    /// The user and virtual host, and what the one may do in the other. Only once it is open.
    Access access() {
        Access granted = access;
        if (granted == null) {
            throw new IllegalStateException("not open");
        }
        return broker.refresh(granted);
    }

    /// Who is logged in. Only once it is open; also when the virtual host has gone.
    String userName() {
        Access granted = access;
        return granted == null ? "" : granted.user().name();
    }

    /// Which virtual host it is open in; null before it is.
    @Nullable String vhostOrNull() {
        Access granted = access;
        return granted == null ? null : granted.vhost();
    }

    /// Whether this user has let itself in, or somebody into this virtual host.
    boolean isOf(@Nullable String user, @Nullable String vhost) {
        Access granted = access;
        return granted != null
                && (granted.user().name().equals(user) || granted.vhost().equals(vhost));
    }

    /// The socket has gone: the place is free.
    void leave() {
        Place taken = place;
        if (taken != null) {
            broker.admission().closeConnection(taken.user(), taken.vhost());
            place = null;
        }
    }
}
