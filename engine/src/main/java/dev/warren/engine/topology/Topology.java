package dev.warren.engine.topology;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.ReplyCode;
import dev.warren.engine.auth.Access;
import dev.warren.engine.auth.User;
import java.util.Map;
import kotlinx.collections.immutable.ExtensionsKt;
import kotlinx.collections.immutable.PersistentMap;
import org.jspecify.annotations.Nullable;

/// Everything that exists, at one moment. Immutable: any thread reads it without a lock, for as
/// long as it likes.
///
/// A change ([TopologyMachine#apply]) makes a new value that shares with the old one all that did
/// not change.
public final class Topology {

    public static final Topology EMPTY =
            new Topology(
                    ExtensionsKt.persistentHashMapOf(),
                    ExtensionsKt.persistentHashMapOf(),
                    QueueNumbers.FIRST,
                    ExtensionsKt.persistentHashMapOf());

    private final PersistentMap<String, VirtualHost> vhosts;
    private final PersistentMap<String, User> users;
    private final QueueNumbers queueNumbers;
    private final PersistentMap<String, FieldValue> parameters;

    private Topology(
            PersistentMap<String, VirtualHost> vhosts,
            PersistentMap<String, User> users,
            QueueNumbers queueNumbers,
            PersistentMap<String, FieldValue> parameters) {
        this.vhosts = vhosts;
        this.users = users;
        this.queueNumbers = queueNumbers;
        this.parameters = parameters;
    }

    public Map<String, VirtualHost> vhosts() {
        return vhosts;
    }

    public @Nullable VirtualHost vhostOrNull(String name) {
        return vhosts.get(name);
    }

    /// The virtual host of this name; 530 when there is none.
    public VirtualHost requireVhost(String name) {
        VirtualHost found = vhosts.get(name);
        if (found == null) {
            throw AmqpException.of(ReplyCode.NOT_ALLOWED, "vhost %s not found", name);
        }
        return found;
    }

    public Map<String, User> users() {
        return users;
    }

    public @Nullable User userOrNull(String name) {
        return users.get(name);
    }

    /// What the user may do in the virtual host, as things are in this snapshot. 530 when there is
    /// no such virtual host.
    public Access access(User user, String vhost) {
        return new Access(user, vhost, requireVhost(vhost).rights(user.name()));
    }

    /// The runtime parameters that belong to no virtual host.
    public Map<String, FieldValue> parameters() {
        return parameters;
    }

    Topology with(String parameter, FieldValue value) {
        return new Topology(vhosts, users, queueNumbers, parameters.putting(parameter, value));
    }

    Topology withoutParameter(String parameter) {
        return new Topology(vhosts, users, queueNumbers, parameters.removing(parameter));
    }

    public QueueNumbers queueNumbers() {
        return queueNumbers;
    }

    Topology with(QueueNumbers numbers) {
        return new Topology(vhosts, users, numbers, parameters);
    }

    Topology with(VirtualHost vhost) {
        return new Topology(vhosts.putting(vhost.name(), vhost), users, queueNumbers, parameters);
    }

    Topology withoutVhost(String name) {
        return new Topology(vhosts.removing(name), users, queueNumbers, parameters);
    }

    Topology with(User user) {
        return new Topology(vhosts, users.putting(user.name(), user), queueNumbers, parameters);
    }

    Topology withoutUser(String name) {
        return new Topology(vhosts, users.removing(name), queueNumbers, parameters);
    }
}
