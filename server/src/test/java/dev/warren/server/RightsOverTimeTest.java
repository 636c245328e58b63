package dev.warren.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import dev.warren.amqp.AmqpListener;
import dev.warren.amqp.AmqpSettings;
import dev.warren.amqp.Connections;
import dev.warren.amqp.lane.LaneGroup;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.auth.InternalAuthenticator;
import dev.warren.engine.auth.PasswordHash;
import dev.warren.engine.auth.Permission;
import dev.warren.engine.auth.TopicPermission;
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
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is changed about users reaches those who are connected, with their next method.
@Timeout(240)
class RightsOverTimeTest {

    private final LaneGroup lanes = new LaneGroup(1, new SystemClock());
    private final InMemoryMetadataStore metadata = new InMemoryMetadataStore(lanes.first());
    private final Connections connections = new Connections();
    private AmqpListener listener;
    private Connection connection;

    @BeforeEach
    void start() throws Exception {
        CompletableFuture<Void> followed = new CompletableFuture<>();
        lanes.first()
                .execute(() -> {
                    connections.follow(metadata);
                    followed.complete(null);
                });
        followed.join();
        submit(new TopologyCommand.AddVhost(VirtualHostDefinition.of("/")));
        submit(
                new TopologyCommand.AddUser(
                        new User("ann", PasswordHash.of("ann", new Random(1)), Set.of())));
        submit(new TopologyCommand.SetPermissions("/", "ann", Permission.ALL));
        listener = listen();
        var factory = new ConnectionFactory();
        factory.setHost(listener.address().getAddress().getHostAddress());
        factory.setPort(listener.address().getPort());
        factory.setUsername("ann");
        factory.setPassword("ann");
        factory.setAutomaticRecoveryEnabled(false);
        connection = factory.newConnection();
    }

    @AfterEach
    void stop() {
        connection.abort();
        listener.close().toCompletableFuture().join();
        connections.closeAll("over").toCompletableFuture().join();
        lanes.stop();
    }

    private AmqpListener listen() throws IOException {
        ByteLedger ledger = new ByteLedger(1);
        List<QueueContext> contexts =
                List.of(QueueContext.inMemory(lanes.first(), ledger.ofLane(0)));
        Broker broker =
                new Broker(
                        "rabbit@test",
                        metadata,
                        new LocalQueues(
                                metadata,
                                lanes.lanes(),
                                contexts,
                                LanePlacement.FILLED,
                                ledger,
                                new SystemClock()),
                        new InternalAuthenticator(
                                name -> metadata.topology().userOrNull(name), Set.of()),
                        new NameGenerator(new Random(1)),
                        ledger,
                        new ResourceAlarm(ledger, lanes.lanes(), Long.MAX_VALUE),
                        NodeLimits.NONE);
        AmqpSettings settings =
                new AmqpSettings(
                        new AmqpSettings.Negotiated(131_072, 2_047, 60),
                        new AmqpSettings.Bounds(4_096, 1 << 20, 0, 0, 0, false),
                        SaslMechanisms.standard(),
                        FieldTable.EMPTY,
                        Interceptor.NONE);
        return AmqpListener.bind(
                lanes,
                broker,
                settings,
                connections,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private void submit(TopologyCommand command) {
        metadata.submit(command).toCompletableFuture().join();
    }

    private void publish(Channel channel, String exchange) throws Exception {
        channel.basicPublish(exchange, "key", null, new byte[1]);
        channel.waitForConfirmsOrDie(30_000);
    }

    private Channel confirming() throws IOException {
        Channel channel = connection.createChannel();
        channel.confirmSelect();
        return channel;
    }

    @Test
    void rightThatIsTakenAwayIsMissedByTheNextPublish() throws Exception {
        Channel channel = confirming();
        publish(channel, "amq.direct");

        submit(new TopologyCommand.SetPermissions("/", "ann", Permission.of(".*", "", ".*")));

        assertThatExceptionOfType(ShutdownSignalException.class)
                .isThrownBy(() -> publish(channel, "amq.direct"))
                .withMessageContaining(
                        "write access to exchange 'amq.direct' in vhost '/' refused for user 'ann'");
    }

    @Test
    void topicPermissionHoldsForTargetsThatWereUsedBefore() throws Exception {
        Channel channel = confirming();
        publish(channel, "amq.topic");

        submit(
                new TopologyCommand.SetTopicPermission(
                        "/",
                        "ann",
                        ShortString.of("amq.topic"),
                        TopicPermission.of("^{username}\\.", ".*")));

        assertThatExceptionOfType(ShutdownSignalException.class)
                .isThrownBy(() -> publish(channel, "amq.topic"))
                .withMessageContaining("access to topic 'key' in exchange 'amq.topic'");
    }

    @Test
    void deletedUserIsSentAway() {
        assertThat(reasonAfter(new TopologyCommand.DeleteUser("ann")))
                .contains("reply-code=320")
                .contains("CONNECTION_FORCED - user 'ann' is deleted");
    }

    @Test
    void clientsOfADeletedVhostAreSentAway() {
        assertThat(reasonAfter(new TopologyCommand.DeleteVhost("/")))
                .contains("reply-code=320")
                .contains("CONNECTION_FORCED - vhost '/' is deleted");
    }

    private String reasonAfter(TopologyCommand command) {
        CompletableFuture<String> reason = new CompletableFuture<>();
        connection.addShutdownListener(cause -> reason.complete(String.valueOf(cause.getReason())));
        submit(command);
        return reason.join();
    }
}
