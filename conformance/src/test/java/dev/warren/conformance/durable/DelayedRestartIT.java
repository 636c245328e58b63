package dev.warren.conformance.durable;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import dev.warren.conformance.support.Client;
import java.time.Instant;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a restart keeps of messages that wait at an exchange.
@EnabledIf("dev.warren.conformance.durable.DurableWarren#isWarrenOurs")
class DelayedRestartIT {

    private static final int SOON = 3_000;
    private static final long YEAR = 365L * 24 * 3600 * 1000;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void durableExchangeKeepsWhatWaitsAndTheOtherDoesNot(boolean isKilled) throws Exception {
        try (var warren = DurableWarren.start()) {
            Channel before = warren.channel("soon", "other");
            declare(before, "kept", true, "soon");
            declare(before, "gone", true, "other");
            declare(before, "volatile", false, "other");
            before.confirmSelect();
            // persistent or not
            publish(before, "kept", 2, SOON, "persistent");
            publish(before, "kept", 1, SOON + 1, "transient");
            publish(before, "kept", 2, YEAR, "next year");
            publish(before, "gone", 2, SOON, "of a deleted exchange");
            publish(before, "volatile", 2, SOON, "of a volatile exchange");
            before.waitForConfirmsOrDie(DurableWarren.PATIENCE.toMillis());
            before.exchangeDelete("gone");

            end(warren, isKilled);
            warren.process().startAgain();

            Channel after = warren.channel();
            // another number for another exchange of the name
            declare(after, "gone", true, "other");
            var first = Client.await(after, "soon");
            assertThat(Client.text(first)).isEqualTo("persistent");
            assertThat(first.getProps().getHeaders()).containsEntry("x-delay", -SOON);
            assertThat(Client.text(Client.await(after, "soon"))).isEqualTo("transient");
            assertThat(Client.drain(after, "soon")).isEmpty();
            assertThat(Client.drain(after, "other")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatBecomesDueWhileTheBrokerIsDownComesAtItsStart(boolean isKilled) throws Exception {
        try (var warren = DurableWarren.start()) {
            Channel before = warren.channel("soon");
            declare(before, "kept", true, "soon");
            before.confirmSelect();
            publish(before, "kept", 2, 2 * SOON, "second");
            publish(before, "kept", 1, SOON, "first");
            publish(before, "kept", 2, YEAR, "next year");
            before.waitForConfirmsOrDie(DurableWarren.PATIENCE.toMillis());
            Instant due = Instant.now().plusMillis(2 * SOON);

            end(warren, isKilled);
            Awaitility.await().atMost(DurableWarren.PATIENCE).until(() -> isPast(due));
            warren.process().startAgain();

            Channel after = warren.channel();
            assertThat(Client.text(Client.await(after, "soon"))).isEqualTo("first");
            assertThat(Client.text(Client.await(after, "soon"))).isEqualTo("second");
            assertThat(Client.drain(after, "soon")).isEmpty();
        }
    }

    private static boolean isPast(Instant time) {
        return Instant.now().isAfter(time);
    }

    private static void end(DurableWarren warren, boolean isKilled) {
        if (isKilled) {
            warren.process().kill();
        } else {
            warren.process().stop();
        }
    }

    private static void declare(Channel channel, String exchange, boolean durable, String queue)
            throws Exception {
        channel.exchangeDeclare(
                exchange, "x-delayed-message", durable, false, Map.of("x-delayed-type", "fanout"));
        channel.queueBind(queue, exchange, "");
    }

    private static void publish(
            Channel channel, String exchange, int deliveryMode, long delay, String text)
            throws Exception {
        channel.basicPublish(
                exchange,
                "",
                new AMQP.BasicProperties.Builder()
                        .deliveryMode(deliveryMode)
                        .headers(Map.of("x-delay", delay))
                        .build(),
                Client.bytes(text));
    }
}
