package dev.warren.links.federation;

import dev.warren.codec.value.ShortString;
import dev.warren.engine.topology.Exchange;
import dev.warren.engine.topology.QueueDefinition;
import dev.warren.engine.topology.QueuePolicy;
import dev.warren.engine.topology.QueueType;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.VirtualHost;
import dev.warren.engine.topology.policy.Policy;
import dev.warren.links.federation.LinkKey.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which links there should be, by what exists, its policies and parameters. Pure.
///
/// Not federated: the exchange without a name, internal exchanges, exclusive queues and streams.
final class WantedLinks {

    private final String cluster;
    private final Map<LinkKey, LinkSettings> links = new HashMap<>();

    private WantedLinks(String cluster) {
        this.cluster = cluster;
    }

    /// @param cluster what this broker calls itself
    static Map<LinkKey, LinkSettings> of(Topology topology, String cluster) {
        WantedLinks wanted = new WantedLinks(cluster);
        topology.vhosts().values().stream().filter(Upstreams::areIn).forEach(wanted::addAll);
        return wanted.links;
    }

    /// Those of one exchange or queue, which may be gone.
    static Map<LinkKey, LinkSettings> of(
            Topology topology, String cluster, String vhostName, Kind kind, ShortString name) {
        WantedLinks wanted = new WantedLinks(cluster);
        VirtualHost vhost = topology.vhostOrNull(vhostName);
        if (vhost != null && Upstreams.areIn(vhost)) {
            wanted.addOne(vhost, kind, name);
        }
        return wanted.links;
    }

    private void addAll(VirtualHost vhost) {
        vhost.exchanges().values().forEach(exchange -> add(vhost, exchange));
        vhost.queues().values().forEach(queue -> add(vhost, queue));
    }

    private void addOne(VirtualHost vhost, Kind kind, ShortString name) {
        switch (kind) {
            case EXCHANGE -> {
                Exchange exchange = vhost.exchangeOrNull(name);
                if (exchange != null) {
                    add(vhost, exchange);
                }
            }
            case QUEUE -> {
                QueueDefinition queue = vhost.queueOrNull(name);
                if (queue != null) {
                    add(vhost, queue);
                }
            }
        }
    }

    private void add(VirtualHost vhost, Exchange exchange) {
        if (!exchange.isDefault() && !exchange.definition().internal()) {
            add(
                    vhost,
                    exchange.policyOrNull(),
                    exchange.name(),
                    new LinkSettings.ToExchange(exchange.definition()));
        }
    }

    private void add(VirtualHost vhost, QueueDefinition queue) {
        if (!queue.isExclusive() && !queue.type().equals(QueueType.STREAM)) {
            QueuePolicy policy = vhost.policies().ofQueueOrNull(queue.name());
            add(
                    vhost,
                    policy == null ? null : policy.policy(),
                    queue.name(),
                    new LinkSettings.ToQueue(queue));
        }
    }

    private void add(
            VirtualHost vhost,
            @Nullable Policy policy,
            ShortString name,
            LinkSettings.Target target) {
        if (policy == null) {
            return;
        }
        Kind kind = target instanceof LinkSettings.ToExchange ? Kind.EXCHANGE : Kind.QUEUE;
        for (Upstream upstream : Upstreams.of(vhost, policy)) {
            String named =
                    kind == Kind.EXCHANGE
                            ? upstream.source().exchange()
                            : upstream.source().queue();
            String from = Objects.requireNonNullElse(named, name.toString());
            links.put(
                    new LinkKey(vhost.name(), kind, name, upstream.name(), from),
                    new LinkSettings(upstream, policy.name(), cluster, target));
        }
    }
}
