package dev.warren.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.warren.amqp.AmqpListener;
import dev.warren.amqp.AmqpSettings;
import dev.warren.amqp.Connections;
import dev.warren.amqp.lane.LaneGroup;
import dev.warren.codec.value.FieldTable;
import dev.warren.engine.auth.InternalAuthenticator;
import dev.warren.engine.auth.PasswordHash;
import dev.warren.engine.auth.Permission;
import dev.warren.engine.auth.User;
import dev.warren.engine.auth.sasl.SaslMechanisms;
import dev.warren.engine.broker.Broker;
import dev.warren.engine.broker.LanePlacement;
import dev.warren.engine.broker.LocalQueues;
import dev.warren.engine.broker.NameGenerator;
import dev.warren.engine.broker.NodeLimits;
import dev.warren.engine.memory.ByteLedger;
import dev.warren.engine.memory.ResourceAlarm;
import dev.warren.engine.message.Interceptor;
import dev.warren.engine.queue.home.QueueContext;
import dev.warren.engine.time.SystemClock;
import dev.warren.engine.topology.InMemoryMetadataStore;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.VirtualHostDefinition;
import dev.warren.server.config.ConfigurationLoader;
import dev.warren.server.config.ConfigurationResult.Accepted;
import dev.warren.server.config.Machine;
import dev.warren.server.config.ServerConfiguration;
import dev.warren.server.config.Sources;
import dev.warren.server.config.Sources.FileText;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Doors that open and close, with real clients.
@Timeout(120)
final class AmqpDoorsTest {

    private static final User USER =
            new User("ann", PasswordHash.of("ann", new Random(1)), Set.of());
    private static final AmqpSettings SETTINGS =
            new AmqpSettings(
                    new AmqpSettings.Negotiated(131_072, 2_047, 60),
                    new AmqpSettings.Bounds(4_096, 1 << 20, 0, 0, 0, false),
                    SaslMechanisms.standard(),
                    FieldTable.EMPTY,
                    Interceptor.NONE);

    private final LaneGroup lanes = new LaneGroup(1, new SystemClock());
    private final Connections connections = new Connections();
    private final Broker broker = broker();

    @AfterEach
    void stop() {
        lanes.stop();
    }

    private Broker broker() {
        ByteLedger ledger = new ByteLedger(1);
        InMemoryMetadataStore metadata = new InMemoryMetadataStore(lanes.first());
        metadata.submit(new TopologyCommand.AddVhost(VirtualHostDefinition.of("/")));
        metadata.submit(new TopologyCommand.AddUser(USER));
        metadata.submit(new TopologyCommand.SetPermissions("/", "ann", Permission.ALL))
                .toCompletableFuture()
                .join();
        return new Broker(
                "rabbit@test",
                metadata,
                new LocalQueues(
                        metadata,
                        lanes.lanes(),
                        List.of(QueueContext.inMemory(lanes.first(), ledger.ofLane(0))),
                        LanePlacement.FILLED,
                        ledger,
                        new SystemClock()),
                new InternalAuthenticator(name -> metadata.topology().userOrNull(name), Set.of()),
                new NameGenerator(new Random(1)),
                ledger,
                new ResourceAlarm(ledger, lanes.lanes(), Long.MAX_VALUE),
                NodeLimits.NONE);
    }

    private AmqpDoors doors(String listeners) throws StartupException {
        Sources sources = new Sources(new FileText("r.conf", listeners), Map.of(), List.of(), null);
        ServerConfiguration configuration =
                ((Accepted) ConfigurationLoader.load(sources, new Machine(1, "h", "h")))
                        .configuration();
        return new AmqpDoors(
                lanes,
                broker,
                connections,
                configuration.network(),
                NodeTls.load(configuration),
                SETTINGS);
    }

    private static Connection connect(int port) throws Exception {
        var factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(port);
        factory.setUsername("ann");
        factory.setPassword("ann");
        factory.setAutomaticRecoveryEnabled(false);
        return factory.newConnection();
    }

    @Test
    void noneIsOpenedWhenOneCannotBe() throws Exception {
        try (var occupant = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            AmqpDoors doors =
                    doors(
                            """
                            listeners.tcp.free = 127.0.0.1:0
                            listeners.tcp.taken = 127.0.0.1:%d
                            """
                                    .formatted(occupant.getLocalPort()));

            assertThatThrownBy(doors::open).hasMessageContaining("the port is in use");

            assertThat(doors.listening()).isEmpty();
            assertThat(doors.areOpen()).isFalse();
            assertThatThrownBy(doors::open).hasMessageContaining("the port is in use");

            doors.suspend();
            assertThatThrownBy(doors::open).isInstanceOf(StartupException.class);
            assertThat(doors.listening()).isEmpty();
            assertThat(doors.areOpen()).isTrue();
        }
    }

    @Test
    void drainSendsAwayWhoCameInHereAndNobodyElse() throws Exception {
        AmqpDoors doors = doors("listeners.tcp.1 = 127.0.0.1:0");
        doors.open();
        AmqpListener links =
                AmqpListener.bind(
                        lanes,
                        broker,
                        SETTINGS,
                        connections,
                        new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
        Connection client = connect(doors.listening().getFirst().port());
        try (Connection link = connect(links.address().getPort())) {
            CompletableFuture<String> reason = new CompletableFuture<>();
            client.addShutdownListener(cause -> reason.complete(String.valueOf(cause.getReason())));

            Doors.Leaving leaving = doors.drain();

            assertThat(leaving.count()).isEqualTo(1);
            leaving.gone().toCompletableFuture().get(30, TimeUnit.SECONDS);
            assertThat(reason.get(30, TimeUnit.SECONDS)).contains("reply-code=320");
            link.createChannel().queueDeclare("carried", true, false, false, null);
            assertThat(link.isOpen()).isTrue();
        } finally {
            links.close().toCompletableFuture().join();
            doors.close().toCompletableFuture().get(30, TimeUnit.SECONDS);
        }
    }
}
