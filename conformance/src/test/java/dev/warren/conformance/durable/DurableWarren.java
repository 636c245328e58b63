package dev.warren.conformance.durable;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.MessageProperties;
import com.rabbitmq.client.SocketConfigurators;
import dev.warren.conformance.support.Broker;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.WarrenProcess;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// A broker that keeps durable things on disk, and the sockets that a test opened to it.
final class DurableWarren implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final WarrenProcess process;
    private final List<Socket> sockets = new ArrayList<>();

    private DurableWarren(WarrenProcess process) {
        this.process = process;
    }

    static DurableWarren start() throws IOException {
        return start(Map.of());
    }

    /// With further variables in its environment.
    static DurableWarren start(Map<String, String> environment) throws IOException {
        var settings = new HashMap<>(Broker.settings());
        settings.put("warren.store", "log");
        return new DurableWarren(WarrenProcess.start(Broker.root(), settings, environment));
    }

    /// Whether there is a Warren of our own to start.
    static boolean isWarrenOurs() {
        return System.getProperty("conformance.target", "").isBlank()
                && Files.isExecutable(Broker.root().resolve("bin/warren"));
    }

    WarrenProcess process() {
        return process;
    }

    /// A connection whose socket is cut when the test ends: a blocked one gets no answer to its
    /// goodbye.
    Connection connect() throws IOException, TimeoutException {
        var factory = process.factory();
        var socket = new AtomicReference<Socket>();
        factory.setSocketConfigurator(
                SocketConfigurators.defaultConfigurator().andThen(socket::set));
        Connection connection = factory.newConnection();
        sockets.add(socket.get());
        return connection;
    }

    Channel channel() throws IOException, TimeoutException {
        return Client.channelOf(connect());
    }

    /// A channel that has declared the durable queues.
    Channel channel(String... queues) throws IOException, TimeoutException {
        Channel channel = channel();
        for (String queue : queues) {
            channel.queueDeclare(queue, true, false, false, Map.of());
        }
        return channel;
    }

    /// Publishes messages with the ids from 1 on to the queues in turn, and waits for all confirms.
    void fill(int count, int size, String... queues) throws Exception {
        try (var connection = process.factory().newConnection()) {
            Channel channel = Client.channelOf(connection);
            channel.confirmSelect();
            for (String queue : queues) {
                channel.queueDeclare(queue, true, false, false, Map.of());
            }
            for (int id = 1; id <= count; id++) {
                channel.basicPublish(
                        "",
                        queues[(id - 1) % queues.length],
                        MessageProperties.PERSISTENT_BASIC,
                        Bodies.of(id, size));
            }
            channel.waitForConfirmsOrDie(PATIENCE.toMillis());
        }
    }

    /// Drains a queue; [Bodies#DAMAGED] stands for what is not as it was published.
    List<Long> ids(String queue) throws IOException, TimeoutException {
        return drain(queue).stream().map(got -> Bodies.id(got.getBody())).toList();
    }

    /// Whatever has happened: what is confirmed from now on survives a kill.
    void assertKeeps(String queue) throws Exception {
        drain(queue);
        fill(50, 100, queue);
        process.kill();
        process.startAgain();
        assertThat(ids(queue)).hasSize(50);
    }

    /// Takes everything out of a queue, in its order.
    List<GetResponse> drain(String queue) throws IOException, TimeoutException {
        List<GetResponse> all = new ArrayList<>();
        try (var connection = process.factory().newConnection()) {
            Channel channel = Client.channelOf(connection);
            GetResponse got = channel.basicGet(queue, true);
            while (got != null) {
                all.add(got);
                got = channel.basicGet(queue, true);
            }
        }
        return all;
    }

    /// Has a queue deliver all that it holds, and tallies it. For queues that nobody else uses.
    void drain(String queue, Tally tally) throws Exception {
        try (var connection = process.factory().newConnection()) {
            Channel channel = Client.channelOf(connection);
            var left = new CountDownLatch(channel.queueDeclarePassive(queue).getMessageCount());
            var last = new AtomicLong();
            channel.basicConsume(
                    queue,
                    true,
                    (_, delivery) -> {
                        boolean isRedelivered = delivery.getEnvelope().isRedeliver();
                        long id = tally.saw(queue, delivery.getBody(), isRedelivered);
                        long before = last.getAndSet(id);
                        if (id <= before) {
                            tally.fault(id + " after " + before + " in " + queue);
                        }
                        left.countDown();
                    },
                    _ -> {});
            if (!left.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                tally.fault(left.getCount() + " messages of " + queue + " did not come");
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        process.close();
    }
}
