package dev.warren.conformance.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.MessageProperties;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/// A broker that is killed while dead letters are on their way: each message is in the queue that
/// it left, in the one that it goes to, or in both.
@EnabledIf("dev.warren.conformance.durable.DurableWarren#isWarrenOurs")
@Timeout(120)
final class DeadLettersKilledIT {

    private static final int MESSAGES = 20_000;
    private static final int MOVED_MIN = 2_000;
    private static final String WORK = "work";
    private static final String DEAD = "dead";

    @RepeatedTest(2)
    void noMessageIsLost() throws Exception {
        try (var warren = DurableWarren.start()) {
            Channel channel = warren.channel(DEAD);
            channel.queueDeclare(
                    WORK,
                    true,
                    false,
                    false,
                    Map.of("x-dead-letter-exchange", "", "x-dead-letter-routing-key", DEAD));
            fill(channel);

            rejectAll(warren.channel());
            Awaitility.await()
                    .atMost(DurableWarren.PATIENCE)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> channel.queueDeclarePassive(DEAD).getMessageCount() >= MOVED_MIN);
            warren.process().kill();
            warren.process().startAgain();

            List<Long> left = warren.ids(WORK);
            Set<Long> found = new HashSet<>(left);
            found.addAll(warren.ids(DEAD));
            assertThat(found).containsAll(LongStream.rangeClosed(1, MESSAGES).boxed().toList());
            assumeFalse(left.isEmpty(), "the kill came when all had been moved");
        }
    }

    private static void fill(Channel channel) throws Exception {
        channel.confirmSelect();
        for (int id = 1; id <= MESSAGES; id++) {
            channel.basicPublish("", WORK, MessageProperties.PERSISTENT_BASIC, Bodies.of(id, 300));
        }
        channel.waitForConfirmsOrDie(DurableWarren.PATIENCE.toMillis());
    }

    private static void rejectAll(Channel channel) throws Exception {
        channel.basicConsume(
                WORK,
                false,
                (_, delivery) ->
                        channel.basicReject(delivery.getEnvelope().getDeliveryTag(), false),
                _ -> {});
    }
}
