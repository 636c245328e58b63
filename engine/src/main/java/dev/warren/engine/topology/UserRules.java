package dev.warren.engine.topology;

import dev.warren.codec.value.AmqpException;
import dev.warren.codec.value.ReplyCode;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.auth.Rights;
import dev.warren.engine.auth.User;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Users and their rights: what commands about them do. Pure functions.
final class UserRules {

    private UserRules() {}

    static Applied add(Topology topology, User user) {
        User known = topology.userOrNull(user.name());
        if (user.equals(known)) {
            return unchanged(topology);
        }
        return new Applied(
                topology.with(user),
                List.of(
                        known == null
                                ? new TopologyEvent.UserCreated(user)
                                : new TopologyEvent.UserChanged(known, user)));
    }

    static Applied change(Topology topology, String name, UnaryOperator<User> change) {
        return add(topology, change.apply(require(topology, name)));
    }

    static Applied delete(Topology topology, String name) {
        User known = topology.userOrNull(name);
        if (known == null) {
            return unchanged(topology);
        }
        Topology changed = topology.withoutUser(name);
        List<TopologyEvent> events = new ArrayList<>();
        for (VirtualHost vhost : topology.vhosts().values()) {
            if (!vhost.rights(name).isNone()) {
                changed = changed.with(vhost.with(name, Rights.NONE));
                tellCleared(vhost, name, events);
            }
        }
        events.add(new TopologyEvent.UserDeleted(known));
        return new Applied(changed, events);
    }

    /// Tells of each right that a user had, because the user or the virtual host goes.
    static void tellCleared(VirtualHost vhost, String user, List<TopologyEvent> events) {
        Rights rights = vhost.rights(user);
        if (rights.permission() != null) {
            events.add(new TopologyEvent.PermissionCleared(vhost.name(), user));
        }
        for (ShortString exchange : rights.topics().keySet()) {
            events.add(new TopologyEvent.TopicPermissionCleared(vhost.name(), user, exchange));
        }
    }

    static Applied setPermissions(Topology topology, TopologyCommand.SetPermissions command) {
        VirtualHost vhost = topology.requireVhost(command.vhost());
        require(topology, command.user());
        if (command.permission().equals(vhost.permissionOrNull(command.user()))) {
            return unchanged(topology);
        }
        return new Applied(
                topology.with(vhost.with(command.user(), command.permission())),
                List.of(
                        new TopologyEvent.PermissionSet(
                                command.vhost(), command.user(), command.permission())));
    }

    static Applied clearPermissions(Topology topology, TopologyCommand.ClearPermissions command) {
        VirtualHost vhost = topology.requireVhost(command.vhost());
        if (vhost.permissionOrNull(command.user()) == null) {
            return unchanged(topology);
        }
        return new Applied(
                topology.with(vhost.withoutPermission(command.user())),
                List.of(new TopologyEvent.PermissionCleared(command.vhost(), command.user())));
    }

    static Applied setTopicPermission(
            Topology topology, TopologyCommand.SetTopicPermission command) {
        VirtualHost vhost = topology.requireVhost(command.vhost());
        require(topology, command.user());
        Rights known = vhost.rights(command.user());
        Rights changed = known.with(command.exchange(), command.permission());
        if (changed.equals(known)) {
            return unchanged(topology);
        }
        return new Applied(
                topology.with(vhost.with(command.user(), changed)),
                List.of(
                        new TopologyEvent.TopicPermissionSet(
                                command.vhost(),
                                command.user(),
                                command.exchange(),
                                command.permission())));
    }

    static Applied clearTopicPermissions(
            Topology topology, TopologyCommand.ClearTopicPermissions command) {
        VirtualHost vhost = topology.requireVhost(command.vhost());
        Rights rights = vhost.rights(command.user());
        List<TopologyEvent> events = new ArrayList<>();
        for (ShortString exchange : rights.topics().keySet()) {
            if (command.exchange() == null || command.exchange().equals(exchange)) {
                events.add(
                        new TopologyEvent.TopicPermissionCleared(
                                command.vhost(), command.user(), exchange));
                rights = rights.withoutTopic(exchange);
            }
        }
        return events.isEmpty()
                ? unchanged(topology)
                : new Applied(topology.with(vhost.with(command.user(), rights)), events);
    }

    private static User require(Topology topology, String name) {
        User known = topology.userOrNull(name);
        if (known == null) {
            throw AmqpException.of(ReplyCode.NOT_FOUND, "no user '%s'", name);
        }
        return known;
    }

    private static Applied unchanged(Topology topology) {
        return new Applied(topology, List.of());
    }
}
