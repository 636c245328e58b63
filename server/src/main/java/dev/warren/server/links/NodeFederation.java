package dev.warren.server.links;

import dev.warren.engine.topology.MetadataStore;
import dev.warren.engine.topology.TopologyEvent;
import dev.warren.links.LinkState;
import dev.warren.links.federation.Federation;
import dev.warren.links.federation.LinkKey;
import dev.warren.links.federation.Upstreams;
import dev.warren.management.view.FederationControl;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Federation as a node has it: nothing of it is there before a parameter names an upstream.
final class NodeFederation implements FederationControl, AutoCloseable {

    private final MetadataStore metadata;
    private final Supplier<Federation> maker;

    /// Set on the deciding lane, when there is an upstream.
    private volatile @Nullable Federation federation;

    NodeFederation(MetadataStore metadata, Supplier<Federation> maker) {
        this.metadata = metadata;
        this.maker = maker;
    }

    /// Begins when there is an upstream. On the deciding lane.
    void follow() {
        metadata.watch(applied -> {
            if (federation == null && applied.events().stream().anyMatch(NodeFederation::isFirst)) {
                begin();
            }
        });
        if (metadata.topology().vhosts().values().stream()
                .flatMap(vhost -> vhost.parameters().keySet().stream())
                .anyMatch(name -> name.component().equals(Upstreams.UPSTREAM))) {
            begin();
        }
    }

    private static boolean isFirst(TopologyEvent event) {
        return event instanceof TopologyEvent.ParameterSet(_, var name, _)
                && name.component().equals(Upstreams.UPSTREAM);
    }

    private void begin() {
        Federation made = maker.get();
        federation = made;
        made.start();
    }

    @Override
    public List<Link> links() {
        Federation begun = federation;
        return begun == null ? List.of() : begun.links().stream().map(this::shown).toList();
    }

    private Link shown(Federation.Seen seen) {
        LinkKey key = seen.key();
        return new Link(
                key.id(),
                new Target(key.vhost(), key.kind() == LinkKey.Kind.EXCHANGE, key.name().toString()),
                new Source(key.upstream(), key.from(), seen.uri(), seen.consumerTag()),
                state(seen));
    }

    private static State state(Federation.Seen seen) {
        long since = seen.status().sinceMillis();
        return switch (seen.status().state()) {
            case LinkState.Starting() -> new State("starting", null, since);
            case LinkState.Running() -> new State("running", null, since);
            case LinkState.Terminated(var reason) -> new State("error", reason, since);
            case LinkState.Done() -> new State("running", null, since);
        };
    }

    @Override
    public boolean restart(String id) {
        Federation begun = federation;
        return begun != null && begun.restart(id);
    }

    void pause() {
        Federation begun = federation;
        if (begun != null) {
            begun.pause();
        }
    }

    void resume() {
        Federation begun = federation;
        if (begun != null) {
            begun.resume();
        }
    }

    @Override
    public void close() {
        Federation begun = federation;
        if (begun != null) {
            begun.close();
        }
    }
}
