package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.rabbitmq.client.AMQP;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Conformance;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `x-delivery-delay`: everything that is published to a queue comes later. RabbitMQ does not know
/// it.
@Conformance
@Execution(ExecutionMode.CONCURRENT)
final class DeliveryDelayIT {

    private static final int DELAY = 1_500;

    @BeforeEach
    void notOn310(Client client) {
        assumeFalse(client.is310());
    }

    @ParameterizedTest
    @ValueSource(strings = {"classic", "quorum"})
    void messagesAreReadyWhenTheirTimeHasCome(String type, Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.name("queue");
        channel.queueDeclare(
                queue, true, false, false, Map.of("x-queue-type", type, "x-delivery-delay", DELAY));
        var properties = new AMQP.BasicProperties.Builder().messageId("m").deliveryMode(2).build();

        long start = System.nanoTime();
        Client.publish(channel, "", queue, properties, "a");
        Client.publish(channel, "", queue, properties, "b");
        assertThat(Client.ready(channel, queue)).isZero();
        var first = Client.await(channel, queue);

        assertThat(System.nanoTime() - start)
                .isGreaterThan(TimeUnit.MILLISECONDS.toNanos(DELAY - 1));
        assertThat(Client.text(first)).isEqualTo("a");
        assertThat(first.getProps()).isEqualTo(properties);
        assertThat(first.getEnvelope().isRedeliver()).isFalse();
        assertThat(Client.text(Client.await(channel, queue))).isEqualTo("b");
    }
}
