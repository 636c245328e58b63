package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import dev.warren.conformance.support.Broker;
import dev.warren.conformance.support.Client;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/// With `warren.count_nacks`, whatever a client gives back counts against the delivery limit of a
/// quorum queue, as in RabbitMQ before 4.3. Clients that knew no difference rely on it: Spring AMQP
/// up to 4.1.1 gives back by `basic.nack` what a listener threw at.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
final class CountedNacksIT {

    private Broker broker;

    @BeforeAll
    void start() {
        broker = Broker.configured(Map.of("warren.count_nacks", "true"));
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    private interface GiveBack {
        void of(Channel channel, long tag) throws Exception;
    }

    @Test
    void nackCounts() throws Exception {
        assertCounted((channel, tag) -> channel.basicNack(tag, true, true));
    }

    @Test
    void nackOfATransactionCounts() throws Exception {
        assertCounted((channel, tag) -> {
            channel.txSelect();
            channel.basicNack(tag, false, true);
            channel.txCommit();
        });
    }

    @Test
    void recoverCounts() throws Exception {
        assertCounted((channel, _) -> channel.basicRecover(true));
    }

    /// The message says how often it failed, until it is a dead letter.
    private void assertCounted(GiveBack giveBack) throws Exception {
        try (var client = broker.client()) {
            var channel = client.channel();
            var graves = client.queue(channel);
            var queue = client.name("quorum");
            Map<String, Object> arguments =
                    Map.of(
                            "x-queue-type",
                            "quorum",
                            "x-delivery-limit",
                            2,
                            "x-dead-letter-exchange",
                            "",
                            "x-dead-letter-routing-key",
                            graves);
            channel.queueDeclare(queue, true, false, false, arguments);
            Client.fill(client.confirmChannel(), queue, "poison");

            for (long failed = 0; failed < 3; failed++) {
                var got = Client.await(channel, queue);
                assertThat(failures(got.getProps())).isEqualTo(failed);
                giveBack.of(channel, got.getEnvelope().getDeliveryTag());
            }

            assertThat(Client.text(Client.await(channel, graves))).isEqualTo("poison");
        }
    }

    /// A count of 0 may be said, or left out.
    private static long failures(BasicProperties properties) {
        var headers = properties.getHeaders();
        return headers != null && headers.get("x-delivery-count") instanceof Long count ? count : 0;
    }
}
