package dev.warren.conformance.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import dev.warren.conformance.support.Broker;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.WarrenProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a restart keeps and what it drops.
class RestartIT {

    private static final long PATIENCE_MILLIS = 30_000;

    private WarrenProcess process;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(
                System.getProperty("conformance.target", "").isBlank()
                        && Files.isExecutable(Broker.root().resolve("bin/warren")),
                "no Warren of our own");
        process = WarrenProcess.start(Broker.root(), Map.of("warren.event_exchange", "true"));
    }

    @AfterEach
    void stop() {
        if (process != null) {
            process.close();
        }
    }

    private void restart(boolean isKilled) throws IOException {
        if (isKilled) {
            process.kill();
        } else {
            process.stop();
        }
        process.startAgain();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void durableQueueGoesOnHearingOfEvents(boolean isKilled) throws Exception {
        try (var connection = process.factory().newConnection();
                var channel = Client.channelOf(connection)) {
            channel.queueDeclare("journal", true, false, false, Map.of());
            channel.queueBind("journal", "amq.rabbitmq.event", "queue.*");
        }

        restart(isKilled);

        try (var connection = process.factory().newConnection();
                var channel = Client.channelOf(connection)) {
            channel.queueDeclare("new", false, false, false, Map.of());
            assertThat(Client.await(channel, "journal").getEnvelope().getRoutingKey())
                    .isEqualTo("queue.created");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void durableThingsAreKeptAndTransientOnesAreNot(boolean isKilled) throws Exception {
        try (var connection = process.factory().newConnection();
                var channel = Client.channelOf(connection)) {
            channel.exchangeDeclare("kept", "topic", true);
            channel.exchangeDeclare("dropped", "topic", false);
            channel.queueDeclare("kept", true, false, false, Map.of());
            channel.queueDeclare("dropped", false, false, false, Map.of());
            channel.queueDeclare("deleted", true, false, false, Map.of());
            channel.queueDelete("deleted");
            channel.queueBind("kept", "kept", "a.*");
            channel.confirmSelect();
            for (int i = 0; i < 10; i++) {
                publish(channel, "kept", "a.b", i, i % 2 == 0);
            }
            channel.waitForConfirmsOrDie(PATIENCE_MILLIS);
        }

        restart(isKilled);

        try (var connection = process.factory().newConnection();
                var channel = Client.channelOf(connection)) {
            assertThat(channel.queueDeclarePassive("kept").getMessageCount()).isEqualTo(5);
            for (int i = 0; i < 10; i += 2) {
                GetResponse got = channel.basicGet("kept", true);
                assertThat(Client.text(got)).isEqualTo("m" + i);
                assertThat(got.getEnvelope().isRedeliver()).isFalse();
                assertThat(got.getEnvelope().getExchange()).isEqualTo("kept");
                assertThat(got.getEnvelope().getRoutingKey()).isEqualTo("a.b");
            }
            assertThat(channel.basicGet("kept", true)).isNull();
            channel.confirmSelect();
            publish(channel, "kept", "a.c", 99, true);
            channel.waitForConfirmsOrDie(PATIENCE_MILLIS);
            assertThat(Client.text(channel.basicGet("kept", true))).isEqualTo("m99");
        }
        for (String gone : new String[] {"dropped", "deleted"}) {
            try (var connection = process.factory().newConnection()) {
                var channel = Client.channelOf(connection);
                assertThatThrownBy(() -> channel.queueDeclarePassive(gone))
                        .isInstanceOf(IOException.class);
            }
        }
        try (var connection = process.factory().newConnection()) {
            var channel = Client.channelOf(connection);
            channel.exchangeDeclarePassive("kept");
            assertThatThrownBy(() -> channel.exchangeDeclarePassive("dropped"))
                    .isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void quorumQueueKeepsTransientMessagesToo(boolean isKilled) throws Exception {
        try (var connection = process.factory().newConnection();
                var channel = Client.channelOf(connection)) {
            channel.queueDeclare("quorum", true, false, false, Map.of("x-queue-type", "quorum"));
            channel.confirmSelect();
            for (int i = 0; i < 10; i++) {
                publish(channel, "", "quorum", i, false);
            }
            channel.waitForConfirmsOrDie(PATIENCE_MILLIS);
        }

        restart(isKilled);

        try (var connection = process.factory().newConnection();
                var channel = Client.channelOf(connection)) {
            for (int i = 0; i < 10; i++) {
                assertThat(Client.text(channel.basicGet("quorum", true))).isEqualTo("m" + i);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatWasDeliveredComesBackRedeliveredAndWhatWasAckedDoesNot(boolean isKilled)
            throws Exception {
        try (var connection = process.factory().newConnection();
                var channel = Client.channelOf(connection)) {
            channel.queueDeclare("q", true, false, false, Map.of());
            channel.confirmSelect();
            for (int i = 0; i < 40; i++) {
                publish(channel, "", "q", i, true);
            }
            channel.waitForConfirmsOrDie(PATIENCE_MILLIS);
            channel.basicAck(channel.basicGet("q", false).getEnvelope().getDeliveryTag(), false);
            channel.basicGet("q", false);
            // what is confirmed after the ack makes the ack durable as well
            publish(channel, "", "q", 40, true);
            channel.waitForConfirmsOrDie(PATIENCE_MILLIS);
            if (isKilled) {
                process.kill();
            }
        } catch (IOException | com.rabbitmq.client.ShutdownSignalException killed) {
            assertThat(isKilled).isTrue();
        }
        if (!isKilled) {
            process.stop();
        }

        process.startAgain();

        try (var connection = process.factory().newConnection();
                var channel = Client.channelOf(connection)) {
            assertThat(channel.queueDeclarePassive("q").getMessageCount()).isEqualTo(40);
            for (int i = 1; i <= 40; i++) {
                GetResponse got = channel.basicGet("q", true);
                assertThat(Client.text(got)).isEqualTo("m" + i);
                if (i == 1 || !isKilled || i == 40) {
                    assertThat(got.getEnvelope().isRedeliver()).as("m%d", i).isEqualTo(i == 1);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void failedDeliveriesAreStillCounted(boolean isKilled) throws Exception {
        try (var connection = process.factory().newConnection();
                var channel = Client.channelOf(connection)) {
            channel.queueDeclare("quorum", true, false, false, Map.of("x-queue-type", "quorum"));
            channel.confirmSelect();
            publish(channel, "", "quorum", 0, true);
            channel.waitForConfirmsOrDie(PATIENCE_MILLIS);
            for (int i = 0; i < 3; i++) {
                GetResponse got = channel.basicGet("quorum", false);
                channel.basicReject(got.getEnvelope().getDeliveryTag(), true);
            }
            // what is confirmed after the rejection makes that durable as well
            publish(channel, "", "quorum", 1, true);
            channel.waitForConfirmsOrDie(PATIENCE_MILLIS);
        }

        restart(isKilled);

        try (var connection = process.factory().newConnection();
                var channel = Client.channelOf(connection)) {
            GetResponse got = channel.basicGet("quorum", false);
            assertThat(Client.text(got)).isEqualTo("m0");
            assertThat(got.getProps().getHeaders())
                    .containsEntry("x-delivery-count", 3L)
                    .containsEntry("x-acquired-count", 3L);
            channel.basicReject(got.getEnvelope().getDeliveryTag(), true);
        }

        restart(isKilled);

        try (var connection = process.factory().newConnection();
                var channel = Client.channelOf(connection)) {
            GetResponse got = channel.basicGet("quorum", true);
            assertThat(Client.text(got)).isEqualTo("m0");
            assertThat(got.getEnvelope().isRedeliver()).isTrue();
            assertThat(got.getProps().getHeaders().get("x-delivery-count")).isIn(3L, 4L);
        }
    }

    private static void publish(
            Channel channel, String exchange, String key, int number, boolean isPersistent)
            throws IOException {
        channel.basicPublish(
                exchange,
                key,
                isPersistent ? MessageProperties.PERSISTENT_BASIC : MessageProperties.BASIC,
                Client.bytes("m" + number));
    }
}
