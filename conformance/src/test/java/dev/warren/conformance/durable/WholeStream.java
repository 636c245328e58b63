package dev.warren.conformance.durable;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;

/// Reads a stream from its first message to its last.
final class WholeStream {

    private WholeStream() {}

    /// The ids of its messages, in their order; [Bodies#DAMAGED] stands for what is not as it was
    /// published. Offsets without holes are asked for.
    static List<Long> read(DurableWarren warren, String stream) throws Exception {
        Channel channel = warren.channel();
        int count = channel.queueDeclarePassive(stream).getMessageCount();
        List<Long> ids = Collections.synchronizedList(new ArrayList<>());
        List<Long> offsets = Collections.synchronizedList(new ArrayList<>());
        channel.basicQos(500);
        channel.basicConsume(
                stream,
                false,
                Map.of("x-stream-offset", "first"),
                (_, delivery) -> {
                    offsets.add(
                            (Long) delivery.getProperties().getHeaders().get("x-stream-offset"));
                    ids.add(Bodies.id(delivery.getBody()));
                    channel.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
                },
                _ -> {});
        Awaitility.await().atMost(DurableWarren.PATIENCE).until(() -> ids.size() >= count);
        assertThat(List.copyOf(offsets).subList(0, count))
                .isEqualTo(LongStream.range(0, count).boxed().toList());
        return List.copyOf(ids).subList(0, count);
    }
}
