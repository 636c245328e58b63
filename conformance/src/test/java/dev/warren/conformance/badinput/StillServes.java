package dev.warren.conformance.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import dev.warren.conformance.foreign.ForeignTarget;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// After every test: a well-behaved client connects anew and gets its message back.
final class StillServes implements AfterEachCallback {
    private static final int LIMIT_MILLIS = 60_000;

    @Override
    public void afterEach(ExtensionContext context) throws Exception {
        roundTrip(ForeignTarget.required());
    }

    static void roundTrip(ForeignTarget target) throws Exception {
        var body = "仍在服务".getBytes(StandardCharsets.UTF_8);
        try (var connection = factory(target).newConnection("witness");
                var channel = connection.createChannel()) {
            var queue = channel.queueDeclare("", false, true, true, Map.of()).getQueue();
            channel.confirmSelect();
            channel.basicPublish("", queue, null, body);
            channel.waitForConfirmsOrDie(LIMIT_MILLIS);

            GetResponse got = channel.basicGet(queue, true);

            assertThat(got).as("the witness's message").isNotNull();
            assertThat(got.getBody()).isEqualTo(body);
        }
    }

    static ConnectionFactory factory(ForeignTarget target) throws Exception {
        var factory = new ConnectionFactory();
        factory.setUri(target.url());
        factory.setAutomaticRecoveryEnabled(false);
        factory.setConnectionTimeout(LIMIT_MILLIS);
        factory.setHandshakeTimeout(LIMIT_MILLIS);
        factory.setChannelRpcTimeout(LIMIT_MILLIS);
        return factory;
    }
}
