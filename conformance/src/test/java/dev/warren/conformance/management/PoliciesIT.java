package dev.warren.conformance.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.HttpBroker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Policies that come and go while queues are in use: what they say holds at once, and no message
/// is lost by the change.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class PoliciesIT {

    private static final int CONFIRM_MILLIS_MAX = 60_000;
    private static final int BATCHES = 40;
    private static final int BATCH = 50;

    /// None of them does away with a message here, each of them changes how the queue keeps them.
    private static final List<String> DEFINITIONS =
            List.of(
                    "{\"max-length\":1000000,\"overflow\":\"reject-publish\"}",
                    "{\"message-ttl\":86400000}",
                    "{\"expires\":86400000,\"max-length-bytes\":1000000000}",
                    "{\"dead-letter-exchange\":\"\",\"dead-letter-routing-key\":\"letters\"}",
                    "{\"delivery-limit\":5,\"consumer-timeout\":600000}",
                    "{\"retry-base\":50,\"retry-attempts\":3}");

    private HttpBroker broker;
    private Connection connection;
    private Channel channel;

    @BeforeAll
    void start() throws IOException {
        broker = HttpBroker.start();
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @BeforeEach
    void connect() throws Exception {
        connection = broker.process().factory().newConnection();
        channel = Client.channelOf(connection);
        channel.confirmSelect();
    }

    @AfterEach
    void disconnect() throws IOException {
        broker.http().delete("/api/policies/%2F/changing");
        broker.http().delete("/api/operator-policies/%2F/bound");
        connection.close();
    }

    private void policy(String definition) {
        String body =
                "{\"pattern\":\"^kept\",\"apply-to\":\"queues\",\"definition\":" + definition + "}";
        assertThat(broker.http().put("/api/policies/%2F/changing", body).status()).isIn(201, 204);
    }

    private void withdraw() {
        assertThat(broker.http().delete("/api/policies/%2F/changing").status()).isEqualTo(204);
    }

    private void declare(String queue, String type) throws IOException {
        channel.queueDeclare(queue, true, false, false, Map.of("x-queue-type", type));
    }

    private void publish(String queue, int from, int count) throws Exception {
        for (int i = from; i < from + count; i++) {
            channel.basicPublish(
                    "", queue, MessageProperties.PERSISTENT_BASIC, Client.bytes("m" + i));
        }
    }

    private List<String> drain(String queue) throws IOException {
        List<String> texts = new ArrayList<>();
        for (GetResponse got = channel.basicGet(queue, true);
                got != null;
                got = channel.basicGet(queue, true)) {
            texts.add(Client.text(got));
        }
        return texts;
    }

    private static List<String> messages(int count) {
        return IntStream.range(0, count).mapToObj(i -> "m" + i).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "quorum"})
    void noMessageIsLostWhilePoliciesComeAndGo(String type) throws Exception {
        String queue = "kept-" + type;
        declare(queue, type);

        for (int batch = 0; batch < BATCHES; batch++) {
            publish(queue, batch * BATCH, BATCH);
            if (batch % 2 == 0) {
                policy(DEFINITIONS.get(batch / 2 % DEFINITIONS.size()));
            } else {
                withdraw();
            }
        }
        assertThat(channel.waitForConfirms(CONFIRM_MILLIS_MAX)).isTrue();

        assertThat(drain(queue)).isEqualTo(messages(BATCHES * BATCH));
        channel.queueDelete(queue);
    }

    @Test
    void lengthHoldsWhileThePolicyIsThereAndCostsNoOlderMessage() throws Exception {
        declare("kept-bounded", "classic");
        publish("kept-bounded", 0, 10);
        assertThat(channel.waitForConfirms(CONFIRM_MILLIS_MAX)).isTrue();

        policy("{\"max-length\":5,\"overflow\":\"reject-publish\"}");
        publish("kept-bounded", 10, 1);
        assertThat(channel.waitForConfirms(CONFIRM_MILLIS_MAX)).isFalse();
        withdraw();
        publish("kept-bounded", 10, 1);
        assertThat(channel.waitForConfirms(CONFIRM_MILLIS_MAX)).isTrue();

        assertThat(drain("kept-bounded")).isEqualTo(messages(11));
        channel.queueDelete("kept-bounded");
    }

    @Test
    void whatGoesForItsLengthIsDeadLetteredByTheSamePolicy() throws Exception {
        declare("kept-short", "classic");
        declare("letters", "classic");
        publish("kept-short", 0, 10);
        assertThat(channel.waitForConfirms(CONFIRM_MILLIS_MAX)).isTrue();

        policy(
                "{\"max-length\":4,\"dead-letter-exchange\":\"\",\"dead-letter-routing-key\":\"letters\"}");

        Awaitility.await()
                .until(() -> channel.queueDeclarePassive("letters").getMessageCount() == 6);
        List<String> all = drain("letters");
        all.addAll(drain("kept-short"));
        assertThat(all).isEqualTo(messages(10));
        channel.queueDelete("kept-short");
        channel.queueDelete("letters");
    }

    @Test
    void lowerNumberOfTheOperatorHoldsUntilItGoes() throws Exception {
        declare("kept-operated", "classic");
        policy("{\"max-length\":8}");
        String bound =
                "{\"pattern\":\"^kept\",\"apply-to\":\"queues\",\"definition\":{\"max-length\":3}}";
        assertThat(broker.http().put("/api/operator-policies/%2F/bound", bound).status())
                .isEqualTo(201);

        publish("kept-operated", 0, 10);
        assertThat(channel.waitForConfirms(CONFIRM_MILLIS_MAX)).isTrue();
        assertThat(drain("kept-operated")).containsExactly("m7", "m8", "m9");
        assertThat(broker.http().delete("/api/operator-policies/%2F/bound").status())
                .isEqualTo(204);
        publish("kept-operated", 0, 10);
        assertThat(channel.waitForConfirms(CONFIRM_MILLIS_MAX)).isTrue();

        assertThat(drain("kept-operated")).hasSize(8);
        channel.queueDelete("kept-operated");
    }

    @Test
    void exchangeOfLastResortComesAndGoes() throws Exception {
        declare("kept-unplaced", "classic");
        channel.exchangeDeclare("kept-parcels", "direct");
        channel.exchangeDeclare("unplaced", "fanout");
        channel.queueBind("kept-unplaced", "unplaced", "");
        String body =
                "{\"pattern\":\"^kept-parcels$\",\"apply-to\":\"exchanges\",\"definition\":{\"alternate-exchange\":\"unplaced\"}}";
        assertThat(broker.http().put("/api/policies/%2F/changing", body).status()).isEqualTo(201);

        channel.basicPublish("kept-parcels", "nowhere", null, Client.bytes("m0"));
        assertThat(channel.waitForConfirms(CONFIRM_MILLIS_MAX)).isTrue();
        withdraw();
        channel.basicPublish("kept-parcels", "nowhere", null, Client.bytes("m1"));
        assertThat(channel.waitForConfirms(CONFIRM_MILLIS_MAX)).isTrue();

        assertThat(drain("kept-unplaced")).containsExactly("m0");
        channel.exchangeDelete("kept-parcels");
        channel.exchangeDelete("unplaced");
        channel.queueDelete("kept-unplaced");
    }
}
