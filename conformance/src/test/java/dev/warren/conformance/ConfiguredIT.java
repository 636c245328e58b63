package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ConnectionFactory;
import dev.warren.conformance.support.Broker;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.EventWatch;
import dev.warren.conformance.support.RawAmqp;
import dev.warren.conformance.support.WarrenProcess;
import dev.warren.conformance.support.Wire;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/// What settings change on the wire: one Warren of its own, told a good many of them.
@Timeout(120)
@EnabledIf("isWarrenOurs")
final class ConfiguredIT {
    private static final byte[] HEARTBEAT = {8, 0, 0, 0, 0, 0, 0, (byte) 0xCE};

    private static WarrenProcess server;

    static boolean isWarrenOurs() {
        return LifecycleIT.isWarrenOurs();
    }

    @BeforeAll
    static void start() throws Exception {
        var settings = new HashMap<String, String>();
        settings.put("auth_mechanisms.1", "PLAIN");
        settings.put("auth_mechanisms.2", "ANONYMOUS");
        settings.put("auth_mechanisms.3", "RABBIT-CR-DEMO");
        settings.put("warren.amqp_version", "3.13.7");
        settings.put("cluster_name", "岩洞");
        settings.put("handshake_timeout", "1500");
        settings.put("frame_max", "16384");
        settings.put("channel_max", "7");
        settings.put("heartbeat", "1");
        settings.put("max_message_size", "1000");
        settings.put("consumer_max_per_channel", "2");
        settings.put("message_interceptors.incoming.set_header_timestamp.overwrite", "false");
        settings.put("message_interceptors.incoming.set_header_routing_node.overwrite", "true");
        settings.put("cluster_queue_limit", "2");
        settings.put("cluster_exchange_limit", "8");
        server = WarrenProcess.start(Broker.root(), settings);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void thereIsNoEventExchangeUnlessAskedFor() throws Exception {
        try (var connection = server.factory().newConnection()) {
            var channel = Client.channelOf(connection);
            assertThatThrownBy(() -> channel.exchangeDeclarePassive(EventWatch.EXCHANGE))
                    .hasStackTraceContaining("404");
        }
    }

    @Test
    void anonymousLogsInAsTheConfiguredUser() throws Exception {
        try (var raw = begun()) {
            raw.startOk("ANONYMOUS", new byte[0], Map.of());

            raw.expect(0, "connection.tune");
        }
    }

    @Test
    void demoMechanismAsksForThePassword() throws Exception {
        try (var raw = begun()) {
            raw.startOk("RABBIT-CR-DEMO", bytes("guest"), Map.of());
            raw.expect(0, "connection.secure");

            raw.method(
                    0, "connection.secure-ok", Wire.bytes().longstr(bytes("My password is guest")));

            raw.expect(0, "connection.tune");
        }
    }

    @Test
    void limitsAreOfferedAsConfigured() throws Exception {
        try (var raw = begun()) {
            raw.startOk("PLAIN", RawAmqp.plain("guest", "guest"), Map.of());

            var tune = raw.expect(0, "connection.tune");

            assertThat(tune.shortInt()).isEqualTo(7);
            assertThat(tune.longInt()).isEqualTo(16384);
            assertThat(tune.shortInt()).isEqualTo(1);
        }
    }

    @Test
    void handshakeThatIsNotFinishedEnds() throws Exception {
        try (var raw = begun()) {
            assertThat(raw.isEnded()).isTrue();
        }
    }

    @Test
    void clientThatFallsSilentIsLetGo() throws Exception {
        try (var raw = server.raw()) {
            raw.login(Map.of());
            raw.expect(0, "connection.tune");
            raw.tuneOk(7, 16384, 1);
            raw.openVhost("/");
            raw.expect(0, "connection.open-ok");

            var heard = raw.readToEnd();

            assertThat(heard).startsWith(HEARTBEAT).hasSizeLessThan(10 * HEARTBEAT.length);
        }
    }

    @Test
    void serverPropertiesNameTheConfiguredVersionAndCluster() throws Exception {
        try (var connection = factory().newConnection()) {
            var properties = connection.getServerProperties();

            assertThat(properties.get("product")).hasToString("RabbitMQ");
            assertThat(properties.get("version")).hasToString("3.13.7");
            assertThat(properties.get("cluster_name")).hasToString("岩洞");
            assertThat(properties.get("warren_product")).hasToString("Warren");
        }
    }

    @Test
    void queuesOfTheNodeAreLimited() throws Exception {
        try (var connection = server.factory().newConnection()) {
            var channel = Client.channelOf(connection);
            channel.queueDeclare("a", false, true, false, null);
            channel.queueDeclare("b", false, true, false, null);
            channel.queueDeclare("b", false, true, false, null);

            assertThatThrownBy(() -> channel.queueDeclare("c", false, true, false, null))
                    .hasStackTraceContaining(
                            "406, reply-text=PRECONDITION_FAILED - cannot declare queue 'c': queue"
                                    + " limit in cluster (2) is reached");
        }
    }

    @Test
    void exchangesOfTheNodeAreLimited() throws Exception {
        try (var connection = server.factory().newConnection()) {
            var channel = Client.channelOf(connection);
            channel.exchangeDeclare("e1", "fanout");

            assertThatThrownBy(() -> channel.exchangeDeclare("e2", "fanout"))
                    .hasStackTraceContaining(
                            "PRECONDITION_FAILED - cannot declare exchange 'e2' in vhost '/':"
                                    + " exchange limit of 8 is reached");
        }
    }

    @Test
    void interceptorsWriteIntoWhatComesIn() throws Exception {
        try (var connection = factory().newConnection();
                var channel = Client.channelOf(connection)) {
            var queue = channel.queueDeclare().getQueue();
            var properties =
                    new AMQP.BasicProperties.Builder()
                            .headers(Map.of("x-routed-by", "nobody", "own", 1))
                            .build();
            channel.basicPublish("", queue, properties, Client.bytes("body"));

            var got = channel.basicGet(queue, true);

            assertThat(Client.text(got)).isEqualTo("body");
            assertThat(got.getProps().getTimestamp()).isNotNull();
            assertThat(got.getProps().getHeaders())
                    .containsEntry("own", 1)
                    .containsKey("timestamp_in_ms");
            assertThat(got.getProps().getHeaders().get("x-routed-by"))
                    .hasToString(WarrenProcess.NODE);
        }
    }

    private static RawAmqp begun() throws Exception {
        var raw = server.raw();
        raw.bytes(RawAmqp.header091());
        raw.expect(0, "connection.start");
        return raw;
    }

    private static ConnectionFactory factory() {
        var factory = new ConnectionFactory();
        factory.setHost("127.0.0.1");
        factory.setPort(server.port());
        return factory;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
