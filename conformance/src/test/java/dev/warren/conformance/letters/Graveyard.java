package dev.warren.conformance.letters;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Inbox;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A fanout exchange for dead letters, with a queue and a consumer behind it.
final class Graveyard {
    final String exchange;
    final String queue;
    private final Client client;
    private final Channel channel;
    private final Inbox inbox;

    Graveyard(Client client, Channel channel) throws IOException {
        this.client = client;
        this.channel = channel;
        this.exchange = client.exchange(channel, "fanout");
        this.queue = client.boundQueue(channel, exchange, "");
        this.inbox = client.consume(channel, queue, true);
    }

    /// A queue whose dead letters come here, with these arguments besides.
    String mortal(Map<String, Object> arguments) throws IOException {
        Map<String, Object> all = new HashMap<>(arguments);
        all.put("x-dead-letter-exchange", exchange);
        return mortal(client, channel, all);
    }

    static String mortal(Client client, Channel channel, Map<String, Object> arguments)
            throws IOException {
        var queue = client.name("mortal");
        channel.queueDeclare(queue, false, false, false, arguments);
        return queue;
    }

    Delivery next() throws InterruptedException {
        return inbox.next();
    }

    /// Asserts by its order that nothing else has come: a mark that goes the same way is next.
    Delivery nextAfter(String text) throws Exception {
        channel.basicPublish(exchange, "", null, Client.bytes(text));
        return inbox.next();
    }

    static Map<String, Object> headers(Delivery delivery) {
        return Objects.requireNonNull(delivery.getProperties().getHeaders());
    }

    static Map<String, Object> headers(AMQP.BasicProperties properties) {
        return Objects.requireNonNull(properties.getHeaders());
    }

    /// The entries of `x-death`, the latest first.
    static List<Map<String, Object>> deaths(Map<String, Object> headers) {
        return ((List<?>) Objects.requireNonNull(headers.get("x-death")))
                .stream().map(Graveyard::entry).toList();
    }

    private static Map<String, Object> entry(Object value) {
        Map<String, Object> entry = new HashMap<>();
        ((Map<?, ?>) value).forEach((name, field) -> entry.put(name.toString(), plain(field)));
        return entry;
    }

    /// Long strings as text, also in lists.
    private static Object plain(Object field) {
        return switch (field) {
            case List<?> list -> list.stream().map(Graveyard::plain).toList();
            case Number number -> number;
            case java.util.Date date -> date;
            default -> field.toString();
        };
    }

    static String text(Delivery delivery) {
        return new String(delivery.getBody(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
