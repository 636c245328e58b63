package dev.warren.conformance.support;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.ShutdownNotifier;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// What one test has of the broker: connections, names that are its own, and helpers that wait.
/// Closing it closes what the test opened and deletes every queue and exchange it named. Owned by
/// the test's thread.
public final class Client implements AutoCloseable {
    /// How long any answer may take.
    public static final int ANSWER_SECONDS_MAX = 30;

    private final Broker broker;
    private final List<Connection> connections = new ArrayList<>();
    private final List<RawAmqp> sockets = new ArrayList<>();
    private final Set<String> names = new LinkedHashSet<>();

    /// Set by the first use of [#connection].
    private @Nullable Connection main;

    Client(Broker broker) {
        this.broker = broker;
    }

    /// Whether the broker is RabbitMQ 3.10. Only for what `differences.md` lists.
    public boolean is310() {
        return broker.is310();
    }

    public Target target() {
        return broker.target();
    }

    /// The test's own connection, opened on first use.
    public Connection connection() throws IOException, TimeoutException {
        if (main == null) {
            main = connect();
        }
        return main;
    }

    /// A further connection.
    public Connection connect() throws IOException, TimeoutException {
        return connect(_ -> {});
    }

    /// A further connection, from a factory that the test changes first.
    public Connection connect(Consumer<ConnectionFactory> change)
            throws IOException, TimeoutException {
        var factory = factory();
        change.accept(factory);
        var connection = factory.newConnection();
        connections.add(connection);
        return connection;
    }

    public ConnectionFactory factory() {
        return Broker.factory(broker.target());
    }

    /// A new channel on [#connection].
    public Channel channel() throws IOException, TimeoutException {
        return channelOf(connection());
    }

    /// A new channel on a connection of its own.
    public Channel foreignChannel() throws IOException, TimeoutException {
        return channelOf(connect());
    }

    /// A new channel on [#connection] in confirm mode.
    public Channel confirmChannel() throws IOException, TimeoutException {
        var channel = channel();
        channel.confirmSelect();
        return channel;
    }

    /// The connection's next channel; that the client could run out of numbers is not our topic.
    public static Channel channelOf(Connection connection) throws IOException {
        return Objects.requireNonNull(connection.createChannel());
    }

    /// A socket on which nothing has been said.
    public RawAmqp raw() throws IOException {
        var socket = new RawAmqp(broker.target());
        sockets.add(socket);
        return socket;
    }

    /// A socket with an open connection and no channel.
    public RawAmqp rawOpen() throws IOException {
        var socket = raw();
        socket.handshake();
        return socket;
    }

    /// A name that no other test uses; a queue or an exchange of that name is deleted at the end.
    public String name(String kind) {
        var name = "conf." + kind + "." + UUID.randomUUID().toString().substring(0, 13);
        names.add(name);
        return name;
    }

    /// Deletes a queue or exchange of this name at the end, too.
    public String own(String name) {
        names.add(name);
        return name;
    }

    /// Declares a queue that other connections may use and that goes with the test.
    public String queue(Channel channel) throws IOException {
        var queue = name("queue");
        channel.queueDeclare(queue, false, false, false, Map.of());
        return queue;
    }

    /// Declares a queue that only this connection may use.
    public String exclusiveQueue(Channel channel) throws IOException {
        var queue = name("queue");
        channel.queueDeclare(queue, false, true, false, Map.of());
        return queue;
    }

    /// Declares an exchange that goes with the test.
    public String exchange(Channel channel, String type) throws IOException {
        var exchange = name(type);
        channel.exchangeDeclare(exchange, type, false, false, Map.of());
        return exchange;
    }

    /// Declares a queue and binds it.
    public String boundQueue(Channel channel, String exchange, String key) throws IOException {
        var queue = queue(channel);
        channel.queueBind(queue, exchange, key);
        return queue;
    }

    /// Publishes a text and, on a confirm channel, waits until the broker has it.
    public static void publish(Channel channel, String exchange, String key, String text)
            throws IOException {
        publish(channel, exchange, key, new AMQP.BasicProperties(), text);
    }

    public static void publish(
            Channel channel,
            String exchange,
            String key,
            AMQP.BasicProperties properties,
            String text)
            throws IOException {
        channel.basicPublish(exchange, key, properties, bytes(text));
        if (channel.getNextPublishSeqNo() > 0) {
            awaitConfirms(channel);
        }
    }

    /// Publishes the texts straight to a queue, through the default exchange.
    public static void fill(Channel channel, String queue, String... texts) throws IOException {
        for (var text : texts) {
            channel.basicPublish("", queue, null, bytes(text));
        }
        if (channel.getNextPublishSeqNo() > 0) {
            awaitConfirms(channel);
        }
    }

    /// Takes whatever is ready, in order, and acknowledges it.
    public static List<String> drain(Channel channel, String queue) throws IOException {
        var texts = new ArrayList<String>();
        for (var got = channel.basicGet(queue, true);
                got != null;
                got = channel.basicGet(queue, true)) {
            texts.add(text(got));
        }
        return texts;
    }

    /// Takes one message without acknowledging it; there has to be one.
    public static GetResponse get(Channel channel, String queue) throws IOException {
        var got = channel.basicGet(queue, false);
        if (got == null) {
            throw new AssertionError("nothing to get in " + queue);
        }
        return got;
    }

    /// Takes one message without acknowledging it; waits for one that is on its way.
    public static GetResponse await(Channel channel, String queue) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(ANSWER_SECONDS_MAX))
                .until(() -> channel.basicGet(queue, false), Objects::nonNull);
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static String text(GetResponse got) {
        return new String(got.getBody(), StandardCharsets.UTF_8);
    }

    /// Ready messages, by a passive declare. RabbitMQ answers this ahead of publishes that it has
    /// not yet confirmed, so it is exact only after a confirm.
    public static int ready(Channel channel, String queue) throws IOException {
        return channel.queueDeclarePassive(queue).getMessageCount();
    }

    /// Starts a consumer with manual acknowledgements.
    public Inbox consume(Channel channel, String queue) throws IOException {
        return consume(channel, queue, false);
    }

    public Inbox consume(Channel channel, String queue, boolean autoAck) throws IOException {
        var inbox = new Inbox(channel);
        channel.basicConsume(queue, autoAck, inbox);
        return inbox;
    }

    /// Does something wrong and returns how the broker closed the channel or the connection.
    public Closing failure(Channel channel, Attempt attempt) throws Exception {
        return closingAfter(channel, attempt);
    }

    /// Does something wrong and returns how the broker closed the connection.
    public Closing failure(Connection connection, Attempt attempt) throws Exception {
        return closingAfter(connection, attempt);
    }

    /// Declares a queue and returns how the broker refused it.
    public Closing queueRefusal(
            Channel channel,
            String queue,
            boolean durable,
            boolean exclusive,
            boolean autoDelete,
            @Nullable Map<String, Object> arguments)
            throws Exception {
        return failure(
                channel,
                () -> channel.queueDeclare(queue, durable, exclusive, autoDelete, arguments));
    }

    /// Declares a direct exchange that is not durable and returns how the broker refused it.
    public Closing exchangeRefusal(Channel channel, String exchange, Map<String, Object> arguments)
            throws Exception {
        return failure(
                channel,
                () -> channel.exchangeDeclare(exchange, "direct", false, false, arguments));
    }

    private Closing closingAfter(ShutdownNotifier peer, Attempt attempt) throws Exception {
        var closed = new CompletableFuture<ShutdownSignalException>();
        peer.addShutdownListener(closed::complete);
        var seen = new ArrayList<Exception>();
        try {
            attempt.run();
        } catch (AlreadyClosedException | IOException e) {
            // The reason is asked from the listener, the same way for calls with and without reply.
            seen.add(e);
        }
        try {
            return Closing.of(closed.get(ANSWER_SECONDS_MAX, TimeUnit.SECONDS), target().vhost());
        } catch (TimeoutException e) {
            throw new AssertionError("the broker closed nothing; the call ended with " + seen, e);
        }
    }

    private static void awaitConfirms(Channel channel) throws IOException {
        try {
            channel.waitForConfirmsOrDie(ANSWER_SECONDS_MAX * 1000L);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } catch (TimeoutException e) {
            throw new IOException("not confirmed", e);
        }
    }

    @Override
    public void close() throws IOException, TimeoutException {
        for (var socket : sockets) {
            socket.close();
        }
        for (var connection : connections) {
            connection.abort(AMQP.REPLY_SUCCESS, "test over", 5_000);
        }
        if (!names.isEmpty()) {
            deleteNames();
        }
    }

    private void deleteNames() throws IOException, TimeoutException {
        try (var janitor = broker.connect()) {
            for (var name : names) {
                delete(janitor, name);
            }
        }
    }

    /// A queue of a socket that has just been closed may still be its own: it goes by itself.
    private static void delete(Connection janitor, String name) throws IOException {
        var channel = channelOf(janitor);
        try {
            channel.queueDelete(name);
            channel.exchangeDelete(name);
        } catch (IOException e) {
            var closing = e.getCause();
            if (!(closing instanceof ShutdownSignalException signal
                    && signal.getReason() instanceof AMQP.Channel.Close close
                    && close.getReplyCode() == AMQP.RESOURCE_LOCKED)) {
                throw e;
            }
        }
    }

    /// Something a test tries, expecting to fail.
    @FunctionalInterface
    public interface Attempt {
        void run() throws Exception;
    }
}
