package dev.warren.conformance.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import dev.warren.conformance.support.Broker;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.WarrenProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/// Rights that a web service knows. The broker knows none of the users.
@Timeout(120)
@EnabledIf("isWarrenOurs")
final class HttpRightsIT {

    private RightsService service;

    static boolean isWarrenOurs() {
        return System.getProperty("conformance.target", "").isBlank()
                && Files.isExecutable(Broker.root().resolve("bin/warren"));
    }

    @BeforeEach
    void serve() throws IOException {
        service = new RightsService();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private WarrenProcess warren(Map<String, String> more) throws Exception {
        var settings = new LinkedHashMap<>(service.settings());
        settings.putAll(more);
        return WarrenProcess.start(Broker.root(), settings);
    }

    private static Connection login(WarrenProcess server, String user) throws Exception {
        var factory = server.factory();
        factory.setUsername(user);
        factory.setPassword("secret");
        return factory.newConnection();
    }

    private interface Use {
        void of(Channel channel) throws IOException;
    }

    private static void assertRefused(Connection connection, Use use, String text)
            throws IOException {
        Channel channel = Client.channelOf(connection);
        assertThatThrownBy(() -> use.of(channel))
                .isInstanceOf(IOException.class)
                .cause()
                .isInstanceOfSatisfying(
                        ShutdownSignalException.class,
                        e ->
                                assertThat(((AMQP.Channel.Close) e.getReason()).getReplyText())
                                        .isEqualTo("ACCESS_REFUSED - " + text));
    }

    private List<String> asked(Use use, Connection connection) throws Exception {
        service.asked().clear();
        Channel channel = Client.channelOf(connection);
        use.of(channel);
        channel.close();
        return List.copyOf(service.asked());
    }

    @Test
    void questionsAreThoseOfRabbit() throws Exception {
        try (var server = warren(Map.of());
                var connection = login(server, "ann")) {
            assertThat(service.asked())
                    .containsExactly(
                            "/user username=ann&password=secret",
                            "/vhost username=ann&vhost=%2F&ip=127.0.0.1&tags=tagged");

            assertThat(asked(c -> c.queueDeclare("q", true, false, false, null), connection))
                    .containsExactly(
                            "/resource username=ann&vhost=%2F&resource=queue&name=q"
                                    + "&permission=configure&tags=tagged");
            assertThat(asked(c -> c.queueBind("q", "amq.topic", "a.#"), connection))
                    .containsExactly(
                            "/resource username=ann&vhost=%2F&resource=queue&name=q"
                                    + "&permission=write&tags=tagged",
                            "/resource username=ann&vhost=%2F&resource=exchange&name=amq.topic"
                                    + "&permission=read&tags=tagged",
                            "/topic username=ann&vhost=%2F&resource=topic&name=amq.topic"
                                    + "&permission=read&tags=tagged&routing_key=a.%23"
                                    + "&variable_map.username=ann&variable_map.vhost=%2F");
            assertThat(asked(c -> Client.publish(c, "amq.topic", "a.b", "1"), connection))
                    .containsExactly(
                            "/resource username=ann&vhost=%2F&resource=exchange&name=amq.topic"
                                    + "&permission=write&tags=tagged",
                            "/topic username=ann&vhost=%2F&resource=topic&name=amq.topic"
                                    + "&permission=write&tags=tagged&routing_key=a.b"
                                    + "&variable_map.username=ann&variable_map.vhost=%2F");
            assertThat(asked(c -> Client.publish(c, "amq.topic", "a.b", "2"), connection))
                    .isEmpty();
            assertThat(asked(c -> Client.publish(c, "", "q", "3"), connection))
                    .containsExactly(
                            "/resource username=ann&vhost=%2F&resource=exchange&name=amq.default"
                                    + "&permission=write&tags=tagged");
            assertThat(asked(Channel::queueDeclare, connection))
                    .singleElement()
                    .asString()
                    .contains("name=amq.gen-")
                    .contains("permission=configure");
            assertThat(Client.drain(Client.channelOf(connection), "q"))
                    .containsExactly("1", "2", "3");
        }
    }

    @Test
    void refusalsHaveRabbitsTexts() throws Exception {
        String at = " in vhost '/' refused for user 'ann'";
        String error = ", backend rabbit_auth_backend_http returned an error: ";
        try (var server = warren(Map.of("auth_http.request_timeout", "5000"));
                var connection = login(server, "ann")) {
            assertRefused(
                    connection,
                    c -> c.queueDeclare("deny-q", false, false, false, null),
                    "configure access to queue 'deny-q'" + at);
            assertRefused(
                    connection,
                    c -> c.queueDeclarePassive("deny-q"),
                    "configure access to queue 'deny-q'" + at);
            assertRefused(
                    connection,
                    c -> c.queueDeclare("broken-q", false, false, false, null),
                    "configure access to queue 'broken-q'" + at + error + "{500,...}");
            assertRefused(
                    connection,
                    c -> c.queueDeclare("odd-q", false, false, false, null),
                    "configure access to queue 'odd-q'" + at + error + "bad_response");
            assertRefused(
                    connection,
                    c -> c.queueDeclare("slow-q", false, false, false, null),
                    "configure access to queue 'slow-q'" + at + error + "timeout");
            assertRefused(
                    connection,
                    c -> {
                        Client.publish(c, "amq.topic", "deny-key", "1");
                        c.queueDeclare();
                    },
                    "access to topic 'deny-key' in exchange 'amq.topic'" + at);

            service.close();
            assertRefused(
                    connection,
                    c -> c.queueDeclare("q", false, false, false, null),
                    "configure access to queue 'q'" + at + error + "failed_connect");
            assertThat(server.log())
                    .contains("the HTTP service answered with status 500")
                    .contains("the HTTP service answered neither allow nor deny")
                    .contains("request timed out")
                    .contains("ConnectException");
        }
    }

    @Test
    void vhostIsRefusedWhenTheServiceSaysSo() throws Exception {
        try (var server = warren(Map.of())) {
            assertThatThrownBy(() -> login(server, "out-ann"))
                    .rootCause()
                    .hasMessageContaining(
                            "NOT_ALLOWED - access to vhost '/' refused for user 'out-ann'");
            assertThatThrownBy(() -> login(server, "deny-me"))
                    .isInstanceOf(AuthenticationFailureException.class);
        }
    }

    @Test
    void othersGoOnWhileOneWaitsAndItsOwnFramesKeepTheirOrder() throws Exception {
        try (var server = warren(Map.of());
                var connection = login(server, "ann");
                var another = login(server, "bob")) {
            Channel other = Client.channelOf(connection);
            other.queueDeclare("q", false, false, false, null);
            Channel waiting = Client.channelOf(connection);
            waiting.confirmSelect();

            waiting.basicPublish("", "q", null, Client.bytes("0"));
            waiting.waitForConfirms(30_000);
            waiting.exchangeDeclareNoWait("slow-x", "fanout", false, false, false, null);
            waiting.basicPublish("", "q", null, Client.bytes("1"));
            waiting.queueBindNoWait("q", "slow-x", "", null);
            waiting.basicPublish("slow-x", "", null, Client.bytes("2"));
            waiting.basicPublish("", "q", null, Client.bytes("3"));

            Client.publish(other, "", "q", "of another channel");
            Client.publish(Client.channelOf(another), "", "q", "of another connection");
            Awaitility.await().until(() -> Client.ready(other, "q") == 3);
            assertThat(service.asked()).filteredOn(q -> q.contains("slow-x")).hasSize(1);

            service.answerTheSlow();
            waiting.waitForConfirmsOrDie(30_000);
            List<String> texts = Client.drain(other, "q");
            assertThat(texts).filteredOn(t -> t.length() == 1).containsExactly("0", "1", "2", "3");
            assertThat(texts).hasSize(6);
        }
    }

    @Test
    void methodThatHadToWaitIsDoneOnce() throws Exception {
        try (var server = warren(Map.of());
                var connection = login(server, "ann")) {
            Channel other = Client.channelOf(connection);
            other.queueDeclare("q", false, false, false, null);
            other.confirmSelect();
            for (String text : List.of("1", "2", "3")) {
                other.basicPublish("", "q", null, Client.bytes(text));
            }
            other.waitForConfirmsOrDie(30_000);
            assertThat(other.basicGet("q", true)).isNotNull();

            Channel waiting = Client.channelOf(connection);
            waiting.exchangeDeclareNoWait("slow-x", "fanout", false, false, false, null);
            var got =
                    waiting.asyncCompletableRpc(
                            new AMQP.Basic.Get.Builder().queue("q").noAck(true).build());
            assertThat(Client.ready(other, "q")).isEqualTo(2);
            service.answerTheSlow();

            assertThat(got.get(30, TimeUnit.SECONDS).getMethod())
                    .isInstanceOf(AMQP.Basic.GetOk.class);
            assertThat(Client.ready(waiting, "q")).isEqualTo(1);
        }
    }

    @Test
    void connectionMayEndWhileItWaits() throws Exception {
        try (var server = warren(Map.of());
                var another = login(server, "bob")) {
            Connection connection = login(server, "ann");
            Client.channelOf(connection).basicPublish("slow-x", "", null, new byte[1 << 20]);
            Awaitility.await()
                    .until(() -> service.asked().stream().anyMatch(q -> q.contains("slow-x")));
            connection.abort();
            service.answerTheSlow();

            Channel channel = Client.channelOf(another);
            assertThat(channel.queueDeclare().getQueue()).startsWith("amq.gen-");
            assertThat(server.log()).doesNotContain("failed").doesNotContain("Exception");
        }
    }

    @Test
    void messageWithTooManyKeysIsRefused() throws Exception {
        try (var server = warren(Map.of());
                var connection = login(server, "ann")) {
            List<String> keys = IntStream.range(0, 200).mapToObj(i -> "k" + i).toList();
            var properties = new AMQP.BasicProperties.Builder().headers(Map.of("CC", keys)).build();

            assertRefused(
                    connection,
                    c -> {
                        c.basicPublish("amq.topic", "k", properties, Client.bytes("many"));
                        c.queueDeclare();
                    },
                    "too many rights would have to be asked for");
        }
    }

    @Test
    void passwordMayBeTheBrokersAndTheRightsElsewhere() throws Exception {
        try (var server =
                warren(
                        Map.of(
                                "auth_backends.1.authn", "internal",
                                "auth_backends.1.authz", "rabbit_auth_backend_http"))) {
            try (Connection connection = server.factory().newConnection()) {
                assertThat(service.asked())
                        .containsExactly(
                                "/user username=guest&password=guest",
                                "/vhost username=guest&vhost=%2F&ip=127.0.0.1"
                                        + "&tags=administrator+tagged");
                assertRefused(
                        connection,
                        c -> c.queueDelete("deny-q"),
                        "configure access to queue 'deny-q' in vhost '/' refused for user 'guest'");
            }
            assertThatThrownBy(() -> login(server, "ann")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void cacheAnswersForTheNextConnection() throws Exception {
        try (var server =
                warren(Map.of("auth_backends.1", "cache", "auth_cache.cache_ttl", "600000"))) {
            for (int i = 0; i < 2; i++) {
                try (Connection connection = login(server, "ann")) {
                    Channel channel = Client.channelOf(connection);
                    channel.queueDeclare("q", false, false, false, null);
                }
            }
            assertThat(service.asked()).hasSize(3);
        }
    }
}
