package dev.warren.conformance.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Connection;
import com.rabbitmq.http.client.Client;
import com.rabbitmq.http.client.ClientParameters;
import com.rabbitmq.http.client.GetAckMode;
import com.rabbitmq.http.client.GetEncoding;
import com.rabbitmq.http.client.domain.BindingInfo;
import com.rabbitmq.http.client.domain.ExchangeInfo;
import com.rabbitmq.http.client.domain.OutboundMessage;
import com.rabbitmq.http.client.domain.PolicyInfo;
import com.rabbitmq.http.client.domain.QueryParameters;
import com.rabbitmq.http.client.domain.QueueInfo;
import com.rabbitmq.http.client.domain.TopicPermissions;
import com.rabbitmq.http.client.domain.UserPermissions;
import dev.warren.conformance.support.HttpBroker;
import dev.warren.conformance.support.WarrenProcess;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// RabbitMQ's own Java client of the HTTP API (Hop) understands what it is answered.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class HttpClientIT {

    private HttpBroker broker;
    private Client client;

    @BeforeAll
    void start() throws Exception {
        broker = HttpBroker.start();
        client =
                new Client(
                        new ClientParameters()
                                .url(broker.http().base() + "/api/")
                                .username("guest")
                                .password("guest"));
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Test
    void nodeIsKnown() {
        assertThat(client.getOverview().getNode()).isEqualTo(WarrenProcess.NODE);
        assertThat(client.getOverview().getServerVersion()).startsWith("4.");
        assertThat(client.getNodes()).hasSize(1);
        assertThat(client.getNode(WarrenProcess.NODE).isRunning()).isTrue();
        assertThat(client.whoAmI().getName()).isEqualTo("guest");
        assertThat(client.alivenessTest("/")).isTrue();
        assertThat(client.getExtensions()).hasSize(1);
    }

    @Test
    void clusterGetsAName() {
        client.setClusterName("west");

        assertThat(client.getClusterName().getName()).isEqualTo("west");
    }

    @Test
    void usersAndRightsComeAndGo() {
        client.createVhost("rights", "d", "t");
        client.createUser("hop", "secret".toCharArray(), List.of("management"));
        client.updatePermissions("rights", "hop", new UserPermissions("c", "w", "r"));
        client.updateTopicPermissions("rights", "hop", topics());

        assertThat(client.getVhost("rights").getDescription()).isEqualTo("d");
        assertThat(client.getUser("hop").getTags()).containsExactly("management");
        assertThat(client.getPermissions("rights", "hop").getWrite()).isEqualTo("w");
        assertThat(client.getTopicPermissions("rights", "hop")).hasSize(1);

        client.clearTopicPermissions("rights", "hop");
        client.clearPermissions("rights", "hop");
        client.deleteUser("hop");
        client.deleteVhost("rights");
        assertThat(client.getUser("hop")).isNull();
        assertThat(client.getVhost("rights")).isNull();
    }

    private static TopicPermissions topics() {
        TopicPermissions topics = new TopicPermissions();
        topics.setExchange("amq.topic");
        topics.setRead("a");
        topics.setWrite("b");
        return topics;
    }

    @Test
    void messagesGoThroughWhatWasDeclared() {
        client.declareExchange("/", "hop.x", new ExchangeInfo("topic", true, false));
        client.declareQueue("/", "hop.q", new QueueInfo(true, false, false));
        client.bindQueue("/", "hop.q", "hop.x", "a.#", Map.of("n", 1));

        boolean routed =
                client.publish(
                        "/",
                        "hop.x",
                        "a.b",
                        new OutboundMessage()
                                .payload("hello")
                                .properties(Map.of("message_id", "m"))
                                .utf8Encoded());
        var got = client.get("/", "hop.q", 5, GetAckMode.REJECT_REQUEUE_FALSE, GetEncoding.AUTO);

        assertThat(routed).isTrue();
        assertThat(got)
                .singleElement()
                .satisfies(m -> assertThat(m.getPayload()).isEqualTo("hello"));
        assertThat(client.getQueueBindingsBetween("/", "hop.x", "hop.q"))
                .extracting(BindingInfo::getRoutingKey)
                .containsExactly("a.#");
        assertThat(client.getQueue("/", "hop.q").isDurable()).isTrue();
        assertThat(client.getQueue("/", "none")).isNull();
        client.purgeQueue("/", "hop.q");
        client.deleteQueue("/", "hop.q");
        client.deleteExchange("/", "hop.x");
    }

    @Test
    void listsArePaged() {
        client.createVhost("paged");
        for (String name : List.of("a", "b", "c")) {
            client.declareQueue("paged", name, new QueueInfo(false, false, false));
        }

        var page =
                client.getQueues("paged", new QueryParameters().pagination().pageSize(2).query());

        assertThat(page.getItemsAsList()).extracting(QueueInfo::getName).containsExactly("a", "b");
        assertThat(page.getTotalCount()).isEqualTo(3);
    }

    @Test
    void policiesAndLimitsAreSet() {
        client.createVhost("ruled");
        client.declarePolicy(
                "ruled", "p", new PolicyInfo("^q", 1, "queues", Map.of("max-length", 5)));
        client.declareOperatorPolicy(
                "ruled", "o", new PolicyInfo("^q", 1, "queues", Map.of("max-length", 9)));
        client.limitMaxNumberOfQueues("ruled", 7);

        assertThat(client.getPolicies("ruled"))
                .extracting(PolicyInfo::getName)
                .containsExactly("p");
        assertThat(client.getOperatorPolicies("ruled")).hasSize(1);
        assertThat(client.getVhostLimits("ruled").getMaxQueues()).isEqualTo(7);
        client.clearMaxQueuesLimit("ruled");
        assertThat(client.getDefinitions().getVhosts()).isNotEmpty();
        client.deletePolicy("ruled", "p");
        client.deleteOperatorPolicy("ruled", "o");
    }

    @Test
    void whatPluginsWouldListIsEmpty() {
        assertThat(client.getShovels()).isEmpty();
        assertThat(client.getShovelsStatus()).isEmpty();
        assertThat(client.getUpstreams()).isEmpty();
    }

    @Test
    void connectionsAreListedAndClosed() throws Exception {
        Connection connection = broker.process().factory().newConnection("hop");
        connection.createChannel().queueDeclare("hop.seen", false, false, false, null);
        Awaitility.await().until(() -> client.getChannels().size() == 1);

        String name = client.getConnections().getFirst().getName();
        assertThat(client.getChannels(name)).hasSize(1);
        client.closeConnection(name);

        Awaitility.await().until(() -> !connection.isOpen());
    }

    @Test
    void wrongPasswordIsAnError() throws Exception {
        Client other =
                new Client(
                        new ClientParameters()
                                .url(broker.http().base() + "/api/")
                                .username("guest")
                                .password("wrong"));

        assertThatThrownBy(other::getOverview).hasMessageContaining("401");
    }
}
