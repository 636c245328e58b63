package dev.warren.conformance.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.MessageProperties;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/// A stream in a broker with a heap that would not hold it, which several read from its beginning.
@Timeout(240)
@EnabledIf("dev.warren.conformance.memory.SmallWarren#isWarrenOurs")
final class StreamBeyondMemoryIT {

    private static final String STREAM = "stream";
    private static final int READERS = 3;
    private static final int PREFETCH = 50;

    @Test
    void readersGetAllOfItFromTheFirstWhileOneStandsStill() throws Exception {
        try (var warren = SmallWarren.startWithDisk()) {
            Channel channel = warren.channel();
            channel.queueDeclare(STREAM, true, false, false, Map.of("x-queue-type", "stream"));
            Bulk.publish(channel, "", STREAM, _ -> MessageProperties.MINIMAL_PERSISTENT_BASIC);

            List<Long> still = read(warren, false);
            List<List<Long>> readers = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                readers.add(read(warren, true));
            }
            Awaitility.await("all messages for all readers")
                    .atMost(SmallWarren.PATIENCE.multipliedBy(2))
                    .until(() ->
                            still.size() >= PREFETCH
                                    && readers.stream()
                                            .allMatch(each -> each.size() >= Bulk.MESSAGES));

            List<Long> all = LongStream.range(0, Bulk.MESSAGES).boxed().toList();
            assertThat(readers).allSatisfy(each -> assertThat(List.copyOf(each)).isEqualTo(all));
            assertThat(List.copyOf(still)).isEqualTo(all.subList(0, PREFETCH));
            warren.assertServes();
        }
    }

    /// The numbers of what comes, in the order in which it comes.
    private static List<Long> read(SmallWarren warren, boolean isAcking) throws Exception {
        List<Long> numbers = Collections.synchronizedList(new ArrayList<>());
        Channel channel = warren.channel();
        channel.basicQos(PREFETCH);
        channel.basicConsume(
                STREAM,
                false,
                Map.of("x-stream-offset", "first"),
                (_, delivery) -> {
                    numbers.add(Bulk.number(delivery.getBody()));
                    if (isAcking) {
                        channel.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
                    }
                },
                _ -> {});
        return numbers;
    }
}
