package dev.warren.links.shovel;

import dev.warren.engine.time.Clock;
import dev.warren.engine.topology.Applied;
import dev.warren.engine.topology.MetadataStore;
import dev.warren.engine.topology.ParameterName;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.TopologyEvent;
import dev.warren.engine.topology.VirtualHost;
import dev.warren.links.LinkKeeper;
import dev.warren.links.LinkPlan;
import dev.warren.links.remote.Remote;
import dev.warren.links.shovel.ShovelWork.Tools;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The shovels of a node: one for each runtime parameter of the component `shovel`. Any thread.
public final class Shovels implements AutoCloseable {

    public static final String COMPONENT = "shovel";

    /// Who deletes a shovel that has done its work, as in RabbitMQ.
    private static final String BY = "rmq-shovel";

    private static final Logger log = LoggerFactory.getLogger("warren.links");

    private final MetadataStore metadata;
    private final Supplier<Tools> tools;
    private final LinkKeeper<ShovelName, ShovelOrder> keeper;

    /// Starts nothing yet.
    ///
    /// @param remote asked for when the first shovel starts
    /// @param cluster what the node is called just now, for headers of messages
    public Shovels(
            MetadataStore metadata,
            Supplier<Remote> remote,
            Clock clock,
            RandomGenerator random,
            Supplier<String> cluster) {
        this.metadata = metadata;
        this.tools = () -> new Tools(remote.get(), clock, random, cluster);
        this.keeper = new LinkKeeper<>("shovels", this::plan, clock);
    }

    /// Starts the shovels that there are, and follows the parameters from now on. On the deciding
    /// lane, as [MetadataStore#watch].
    public void follow() {
        metadata.watch(applied -> {
            if (applied.events().stream().anyMatch(Shovels::isAboutShovels)) {
                keeper.want(wanted(applied.topology()));
            }
        });
        Map<ShovelName, ShovelOrder> first = wanted(metadata.topology());
        if (!first.isEmpty()) {
            keeper.want(first);
        }
    }

    private static boolean isAboutShovels(TopologyEvent event) {
        return switch (event) {
            case TopologyEvent.ParameterSet(_, ParameterName name, _) ->
                    name.component().equals(COMPONENT);
            case TopologyEvent.ParameterCleared(_, ParameterName name) ->
                    name.component().equals(COMPONENT);
            case TopologyEvent.VhostDeleted _ -> true;
            default -> false;
        };
    }

    private static Map<ShovelName, ShovelOrder> wanted(Topology topology) {
        Map<ShovelName, ShovelOrder> wanted = new HashMap<>();
        for (VirtualHost vhost : topology.vhosts().values()) {
            vhost.parameters()
                    .forEach((name, value) -> {
                        if (name.component().equals(COMPONENT)) {
                            wanted.put(
                                    new ShovelName(vhost.name(), name.name()),
                                    new ShovelOrder(value));
                        }
                    });
        }
        return wanted;
    }

    private LinkPlan plan(ShovelName name, ShovelOrder order) {
        return new LinkPlan(
                name.toString(),
                new ShovelWork(name, order, tools.get(), () -> delete(name)),
                ShovelReader.reconnectDelayMillis(order.parameter()));
    }

    private void delete(ShovelName name) {
        metadata.submit(
                        new TopologyCommand.ClearParameter(
                                name.vhost(), new ParameterName(COMPONENT, name.name())),
                        BY)
                .whenComplete((Applied _, @Nullable Throwable refused) -> {
                    if (refused != null) {
                        log.warn("{} could not be deleted: {}", name, refused.getMessage());
                    }
                });
    }

    /// All that have something to do, by virtual host and name.
    public List<ShovelReport> reports() {
        return keeper.seen().entrySet().stream()
                .filter(entry -> !entry.getValue().status().isDone())
                .sorted(
                        Map.Entry.comparingByKey(
                                Comparator.comparing(ShovelName::vhost)
                                        .thenComparing(ShovelName::name)))
                .map(entry -> report(entry.getKey(), entry.getValue()))
                .toList();
    }

    /// How one is doing; null when there is none, or it has done its work.
    public @Nullable ShovelReport reportOrNull(ShovelName name) {
        LinkKeeper.Seen<ShovelOrder> seen = keeper.seenOrNull(name);
        return seen == null || seen.status().isDone() ? null : report(name, seen);
    }

    private static ShovelReport report(ShovelName name, LinkKeeper.Seen<ShovelOrder> seen) {
        return ShovelReport.of(name, seen.status(), seen.settings().progress());
    }

    /// Begins one anew. Does not wait; nothing happens when there is none.
    public void restart(ShovelName name) {
        keeper.restart(name);
    }

    /// Stops all of them until [#resume]. Does not wait.
    public void pause() {
        keeper.pause();
    }

    /// Starts those that there are.
    public void resume() {
        keeper.resume();
    }

    /// Stops all of them and waits, for a while.
    @Override
    public void close() {
        keeper.close();
    }
}
