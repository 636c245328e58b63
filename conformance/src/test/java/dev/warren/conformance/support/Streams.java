package dev.warren.conformance.support;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// Declares streams and reads them from where one wants.
public final class Streams {

    /// An argument of consumers, and a header of what they get.
    public static final String OFFSET = "x-stream-offset";

    private Streams() {}

    public static String declare(Client client, Channel channel) throws IOException {
        return declare(client, channel, Map.of());
    }

    /// @param more arguments beside the type
    public static String declare(Client client, Channel channel, Map<String, Object> more)
            throws IOException {
        var queue = client.name("stream");
        Map<String, Object> arguments = new HashMap<>(more);
        arguments.put("x-queue-type", "stream");
        channel.queueDeclare(queue, true, false, false, arguments);
        return queue;
    }

    public static Inbox consume(Channel channel, String queue, int prefetch, Object offset)
            throws IOException {
        return consume(channel, queue, prefetch, Map.of(OFFSET, offset));
    }

    public static Inbox consume(
            Channel channel, String queue, int prefetch, Map<String, Object> arguments)
            throws IOException {
        channel.basicQos(prefetch);
        var inbox = new Inbox(channel);
        channel.basicConsume(queue, false, arguments, inbox);
        return inbox;
    }

    /// Where in its stream a delivered message stands.
    public static long offset(Delivery delivery) {
        var offset = (Number) delivery.getProperties().getHeaders().get(OFFSET);
        return Objects.requireNonNull(offset).longValue();
    }

    /// The offset of the first delivery to somebody who begins there.
    public static long beginning(Client client, String queue, Object from) throws Exception {
        var reader = client.channel();
        var first = consume(reader, queue, 100, from).next();
        reader.close();
        return offset(first);
    }
}
