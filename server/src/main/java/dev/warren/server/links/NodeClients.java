package dev.warren.server.links;

import dev.warren.amqp.AmqpListener;
import dev.warren.amqp.AmqpSettings;
import dev.warren.engine.auth.sasl.SaslMechanisms;
import dev.warren.engine.broker.Broker;
import dev.warren.engine.topology.ParameterChecks;
import dev.warren.links.federation.Federation;
import dev.warren.links.federation.FederationChecks;
import dev.warren.links.federation.Upstreams;
import dev.warren.links.remote.Remote;
import dev.warren.links.shovel.ShovelName;
import dev.warren.links.shovel.ShovelReport;
import dev.warren.links.shovel.ShovelRules;
import dev.warren.links.shovel.Shovels;
import dev.warren.management.view.FederationControl;
import dev.warren.management.view.NodeLinks;
import dev.warren.server.tls.PeerTls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// All that a node does as a client of brokers. Nothing listens or connects, and no library is
/// loaded, before a link is wanted.
public final class NodeClients implements NodeLinks, AutoCloseable {

    /// The runtime parameters that links go by.
    public static final ParameterChecks CHECKS =
            new ParameterChecks(
                    Map.of(
                            Shovels.COMPONENT,
                            new ShovelRules(),
                            Upstreams.UPSTREAM,
                            (name, value, setter) -> FederationChecks.upstream(name, value, setter),
                            Upstreams.UPSTREAM_SET,
                            (name, value, setter) ->
                                    FederationChecks.upstreamSet(name, value, setter)));

    /// Opens a listener for AMQP.
    @FunctionalInterface
    public interface Binder {
        AmqpListener bind(AmqpSettings settings, InetSocketAddress address) throws IOException;
    }

    private final LinkDoor door;
    private final Shovels shovels;
    private final NodeFederation federation;

    /// Null until a link needs it.
    private final AtomicReference<@Nullable Remote> remote = new AtomicReference<>();

    /// @param settings what AMQP clients of the node are offered
    /// @param cluster what the node is called just now among brokers that exchange messages
    public NodeClients(
            Broker broker, AmqpSettings settings, Binder binder, Supplier<String> cluster) {
        SecureRandom random = new SecureRandom();
        LinkSecret secret = LinkSecret.random(random, name -> broker.topology().userOrNull(name));
        // A link that holds all it may waits for the other end, and reads nothing until then.
        AmqpSettings offered = settings.by(SaslMechanisms.of("PLAIN"), secret).withoutSendTimeout();
        this.door = new LinkDoor(secret, address -> binder.bind(offered, address));
        this.shovels =
                new Shovels(broker.metadata(), this::remote, broker.clock(), random, cluster);
        this.federation =
                new NodeFederation(
                        broker.metadata(), () -> new Federation(broker, this::remote, cluster));
    }

    private Remote remote() {
        Remote known = remote.get();
        if (known != null) {
            return known;
        }
        Remote mine = new Remote(door, new PeerTls());
        Remote first = remote.compareAndExchange(null, mine);
        return first == null ? mine : first;
    }

    /// Starts what there is, and follows what is wanted from now on. On the deciding lane.
    public void follow() {
        shovels.follow();
        federation.follow();
    }

    @Override
    public FederationControl federation() {
        return federation;
    }

    @Override
    public List<Shovel> shovels() {
        return shovels.reports().stream().map(NodeClients::shown).toList();
    }

    private static Shovel shown(ShovelReport report) {
        return new Shovel(
                report.name().vhost(),
                report.name().name(),
                report.state(),
                report.sinceMillis(),
                report.facts());
    }

    @Override
    public void restartShovel(String vhost, String name) {
        shovels.restart(new ShovelName(vhost, name));
    }

    /// Ends all links until [#resume], and lets none of them in here. Does not wait.
    public void pause() {
        shovels.pause();
        federation.pause();
        door.close();
    }

    /// Begins those that are wanted.
    public void resume() {
        shovels.resume();
        federation.resume();
    }

    /// Ends all links and waits for them, for a while.
    @Override
    public void close() {
        federation.close();
        shovels.close();
        door.close();
        Remote opened = remote.get();
        if (opened != null) {
            opened.close();
        }
    }
}
