package dev.warren.conformance.support;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.LongString;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A queue of its own on `amq.rabbitmq.event`, and what has come to it. Owned by the test's thread.
public final class EventWatch {
    public static final String EXCHANGE = "amq.rabbitmq.event";

    private final Inbox inbox;

    private EventWatch(Inbox inbox) {
        this.inbox = inbox;
    }

    /// Watches on a connection of its own for keys like these from now on. Its own consumer may be
    /// among what it sees.
    public static EventWatch on(Client client, String key) throws IOException, TimeoutException {
        Channel channel = client.foreignChannel();
        var queue = channel.queueDeclare().getQueue();
        channel.queueBind(queue, EXCHANGE, key);
        return new EventWatch(client.consume(channel, queue, true));
    }

    /// Whether the broker has the exchange: RabbitMQ has it as a plugin.
    public static boolean isThere(Client client) throws IOException, TimeoutException {
        try (var connection = client.connect()) {
            Client.channelOf(connection).exchangeDeclarePassive(EXCHANGE);
            return true;
        } catch (IOException e) {
            if (e.getCause() instanceof ShutdownSignalException) {
                return false;
            }
            throw e;
        }
    }

    /// The first message of this key in which a header has this value; what came before is
    /// forgotten.
    public Delivery next(String key, String header, String value) throws InterruptedException {
        return next(key, headers -> value.equals(headers.get(header)));
    }

    private Delivery next(String key, Predicate<Map<String, Object>> wanted)
            throws InterruptedException {
        var passed = new ArrayList<String>();
        while (true) {
            var delivery = inbox.nextOrNull();
            if (delivery == null) {
                throw new AssertionError("no such " + key + " among " + passed);
            }
            var found = delivery.getEnvelope().getRoutingKey();
            if (found.equals(key) && wanted.test(headers(delivery))) {
                return delivery;
            }
            passed.add(found + headers(delivery));
        }
    }

    /// The headers with texts as Java's, by name, without what is different each time and the key
    /// by which a broker names its processes.
    public static Map<String, Object> stable(Delivery delivery) {
        var headers = headers(delivery);
        List.of("timestamp_in_ms", "pid", "connection", "channel", "connected_at")
                .forEach(headers::remove);
        return headers;
    }

    public static Map<String, Object> headers(Delivery delivery) {
        var headers = new TreeMap<String, Object>();
        delivery.getProperties()
                .getHeaders()
                .forEach((name, value) -> headers.put(name, plain(value)));
        return headers;
    }

    /// A header that has to be there.
    public static Object header(Delivery delivery, String name) {
        return Objects.requireNonNull(headers(delivery).get(name), name);
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case LongString text -> text.toString();
            case List<?> list -> list.stream().map(EventWatch::plain).toList();
            case null, default -> value;
        };
    }
}
