package dev.warren.engine.topology.durable;

import dev.warren.engine.auth.Permission;
import dev.warren.engine.auth.Rights;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.VirtualHost;
import dev.warren.engine.topology.policy.PolicyKind;
import java.util.List;
import java.util.function.Consumer;

/// The durable part of a topology as records that build it from nothing: a short log in place of a
/// long one. A pure function, for any thread.
///
/// A snapshot stands for the log up to the place where the topology was taken. Take both on the
/// deciding lane, and use the snapshot once the log is durable up to there. What it stands for may
/// be replayed over it again without harm.
public final class TopologySnapshot {

    private final Consumer<byte[]> out;

    private TopologySnapshot(Consumer<byte[]> out) {
        this.out = out;
    }

    /// Gives one record after the other to `out`. All are needed, in this order.
    public static void write(Topology topology, Consumer<byte[]> out) {
        new TopologySnapshot(out).write(topology);
    }

    private void write(Topology topology) {
        // What queues had that are no more: files of the log may still name them.
        add(new TopologyCommand.ReserveQueueIds(topology.queueNumbers().nextDurable()));
        topology.users().values().forEach(user -> add(new TopologyCommand.AddUser(user)));
        topology.parameters()
                .forEach((name, value) -> add(new TopologyCommand.SetGlobalParameter(name, value)));
        topology.vhosts().values().forEach(this::write);
    }

    private void write(VirtualHost vhost) {
        add(new TopologyCommand.AddVhost(vhost.definition()));
        vhost.permissions().forEach((user, rights) -> write(vhost.name(), user, rights));
        for (PolicyKind kind : PolicyKind.values()) {
            vhost.policies()
                    .of(kind)
                    .policies()
                    .forEach(p -> add(new TopologyCommand.SetPolicy(vhost.name(), kind, p)));
        }
        vhost.parameters()
                .forEach((name, value) ->
                        add(new TopologyCommand.SetParameter(vhost.name(), name, value)));
        vhost.exchanges().values().stream()
                .filter(exchange -> DurableChanges.isKept(exchange.definition()))
                .forEach(x ->
                        add(new TopologyCommand.DeclareExchange(vhost.name(), x.definition())));
        vhost.queues().values().stream()
                .filter(DurableChanges::isKept)
                .forEach(queue -> add(new TopologyCommand.RestoreQueue(queue)));
        vhost.exchanges().values().stream()
                .flatMap(exchange -> exchange.bindings().stream())
                .filter(binding -> DurableChanges.isKept(vhost, binding))
                .forEach(binding -> add(DurableChanges.bind(vhost.name(), binding)));
    }

    private void write(String vhost, String user, Rights rights) {
        Permission permission = rights.permission();
        if (permission != null) {
            add(new TopologyCommand.SetPermissions(vhost, user, permission));
        }
        rights.topics()
                .forEach((exchange, topic) ->
                        add(new TopologyCommand.SetTopicPermission(vhost, user, exchange, topic)));
    }

    private void add(TopologyCommand command) {
        out.accept(TopologyCodec.encode(List.of(command)));
    }
}
