package dev.warren.management;

import dev.warren.engine.auth.InternalAuthenticator;
import dev.warren.engine.auth.PasswordHash;
import dev.warren.engine.auth.Permission;
import dev.warren.engine.auth.User;
import dev.warren.engine.broker.Broker;
import dev.warren.engine.broker.LanePlacement;
import dev.warren.engine.broker.LocalQueues;
import dev.warren.engine.broker.NameGenerator;
import dev.warren.engine.broker.NodeLimits;
import dev.warren.engine.lane.StepLanes;
import dev.warren.engine.memory.ByteLedger;
import dev.warren.engine.memory.ResourceAlarm;
import dev.warren.engine.queue.home.QueueContext;
import dev.warren.engine.topology.InMemoryMetadataStore;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.TopologyMachine;
import dev.warren.engine.topology.VirtualHostDefinition;
import dev.warren.management.http.Caller;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// A broker in memory on one simulated lane, with the virtual host `/`.
public final class BrokerRig {

    public static final String VHOST = "/";

    public final StepLanes lanes = new StepLanes(1, 1);
    public final InMemoryMetadataStore metadata;
    public final Broker broker;

    /// @param commands what is there beside the virtual host
    public BrokerRig(TopologyCommand... commands) {
        ByteLedger ledger = new ByteLedger(1);
        Topology topology =
                after(
                        Topology.EMPTY,
                        new TopologyCommand.AddVhost(VirtualHostDefinition.of(VHOST)));
        for (TopologyCommand command : commands) {
            topology = after(topology, command);
        }
        metadata = new InMemoryMetadataStore(lanes.lane(0), topology);
        broker =
                new Broker(
                        "rabbit@test",
                        metadata,
                        new LocalQueues(
                                metadata,
                                List.of(lanes.lane(0)),
                                List.of(QueueContext.inMemory(lanes.lane(0), ledger.ofLane(0))),
                                LanePlacement.FILLED,
                                ledger,
                                lanes.clock()),
                        new InternalAuthenticator(
                                name -> metadata.topology().userOrNull(name), Set.of()),
                        new NameGenerator(new Random(1)),
                        ledger,
                        new ResourceAlarm(ledger, List.of(lanes.lane(0)), Long.MAX_VALUE),
                        NodeLimits.NONE);
    }

    private static Topology after(Topology before, TopologyCommand command) {
        return TopologyMachine.apply(before, command).topology();
    }

    public static User user(String name, String... tags) {
        return new User(name, PasswordHash.of("secret", new Random(1)), Set.of(tags));
    }

    /// All that a user needs to have all rights in `/`.
    public static TopologyCommand[] with(User user) {
        return new TopologyCommand[] {
            new TopologyCommand.AddUser(user),
            new TopologyCommand.SetPermissions(VHOST, user.name(), Permission.ALL)
        };
    }

    public Caller caller(User user) {
        return new Caller(broker, user, null);
    }

    /// Does it on the lane, where nothing is to be waited for.
    public void run(Runnable task) {
        lanes.run(0, task);
        lanes.runAll();
    }
}
