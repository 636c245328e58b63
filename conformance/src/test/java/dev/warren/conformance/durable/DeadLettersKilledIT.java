package dev.warren.conformance.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.MessageProperties;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A broker that is killed while dead letters are on their way: each message is in the queue that
/// it left, in the one that it goes to, or in both. So for letters at most once as at least once.
@EnabledIf("dev.warren.conformance.durable.DurableWarren#isWarrenOurs")
@Timeout(120)
final class DeadLettersKilledIT {

    private static final int MESSAGES = 20_000;
    private static final int MOVED_MIN = 2_000;
    private static final String WORK = "work";
    private static final String DEAD = "dead";

    static Stream<Arguments> queues() {
        return Stream.of(
                Arguments.of("at most once", dying()),
                Arguments.of(
                        "at least once",
                        dying(
                                "x-queue-type", "quorum",
                                "x-overflow", "reject-publish",
                                "x-dead-letter-strategy", "at-least-once")));
    }

    private static Map<String, Object> dying(String... more) {
        var arguments = new HashMap<String, Object>();
        arguments.put("x-dead-letter-exchange", "");
        arguments.put("x-dead-letter-routing-key", DEAD);
        for (int i = 0; i < more.length; i += 2) {
            arguments.put(more[i], more[i + 1]);
        }
        return arguments;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("queues")
    void noMessageIsLost(String name, Map<String, Object> arguments) throws Exception {
        try (var warren = DurableWarren.start()) {
            Channel channel = warren.channel(DEAD);
            channel.queueDeclare(WORK, true, false, false, arguments);
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
            // what had not arrived when it was killed may still be on its way
            Awaitility.await()
                    .atMost(DurableWarren.PATIENCE)
                    .untilAsserted(() -> {
                        found.addAll(warren.ids(DEAD));
                        assertThat(missingFrom(found)).isEmpty();
                    });
            assumeFalse(left.isEmpty(), "the kill came when all had been moved");
        }
    }

    private static List<Long> missingFrom(Set<Long> found) {
        return LongStream.rangeClosed(1, MESSAGES)
                .boxed()
                .filter(id -> !found.contains(id))
                .toList();
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
