package dev.warren.conformance.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.SocketConfigurators;
import dev.warren.conformance.support.Broker;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.RawAmqp;
import dev.warren.conformance.support.WarrenProcess;
import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;

/// A broker with a heap of 96 MB that holds publishers from 24 MB on, and what a test opened to it.
final class SmallWarren implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String JAVA_FLAGS = "-Xmx96m -XX:MaxDirectMemorySize=128m";

    private final WarrenProcess process;
    private final List<Closeable> opened = new ArrayList<>();
    private final Map<Connection, Socket> sockets = new ConcurrentHashMap<>();

    private SmallWarren(WarrenProcess process) {
        this.process = process;
    }

    /// One that keeps everything in memory, so that it runs short.
    static SmallWarren start() throws IOException {
        return start(Map.of());
    }

    /// One that has a disk to put messages on.
    static SmallWarren startWithDisk() throws IOException {
        return start(Map.of("warren.store", "log"));
    }

    static SmallWarren start(Map<String, String> more) throws IOException {
        return start(more, JAVA_FLAGS);
    }

    /// The same with another heap.
    static SmallWarren start(Map<String, String> more, String javaFlags) throws IOException {
        var settings = new LinkedHashMap<String, String>();
        settings.put("vm_memory_high_watermark.absolute", "24MB");
        settings.put("warren.store", "memory");
        settings.putAll(more);
        return new SmallWarren(WarrenProcess.start(Broker.root(), settings, javaFlags));
    }

    /// Whether there is a Warren of our own to start.
    static boolean isWarrenOurs() {
        return System.getProperty("conformance.target", "").isBlank()
                && Files.isExecutable(Broker.root().resolve("bin/warren"));
    }

    /// Stops it, and starts it again on what it has kept.
    void restart() throws IOException {
        assertThat(process.stop()).as("its exit code:\n%s", process.log()).isZero();
        process.startAgain();
    }

    /// Its data directory.
    Path data() {
        return process.data();
    }

    Connection connect() throws IOException, TimeoutException {
        var factory = process.factory();
        var socket = new AtomicReference<Socket>();
        factory.setSocketConfigurator(
                SocketConfigurators.defaultConfigurator().andThen(socket::set));
        var connection = factory.newConnection();
        sockets.put(connection, socket.get());
        opened.add(() -> cut(connection));
        return connection;
    }

    /// Ends a connection as if its client had died. A blocked one gets no answer to its goodbye,
    /// and a client that is stuck in a write cannot even say it.
    void cut(Connection connection) throws IOException {
        var socket = sockets.get(connection);
        if (socket != null) {
            socket.close();
        }
    }

    Channel channel() throws IOException, TimeoutException {
        return Client.channelOf(connect());
    }

    /// A socket with an open connection without heartbeats, and channel 1.
    RawAmqp raw() throws IOException {
        var raw = process.raw();
        opened.add(raw::close);
        raw.handshake();
        raw.openChannel(1);
        return raw;
    }

    /// A queue that stays when the connection that declared it goes.
    String queue() throws IOException, TimeoutException {
        try (var connection = process.factory().newConnection();
                var channel = Client.channelOf(connection)) {
            var queue = "q" + opened.size() + "-" + System.nanoTime();
            channel.queueDeclare(queue, false, false, false, Map.of());
            return queue;
        }
    }

    /// Waits until the broker says that memory is short.
    void awaitAlarm() {
        Awaitility.await("the memory alarm").atMost(PATIENCE).until(this::isShort);
    }

    /// Whether memory has been short.
    boolean isShort() {
        return process.log().contains("memory resource limit alarm set");
    }

    /// Alive, and whoever does not publish is answered.
    void assertAnswers() throws Exception {
        assertThat(process.isAlive()).as("the broker lives:\n%s", process.log()).isTrue();
        try (var connection = process.factory().newConnection();
                var channel = Client.channelOf(connection)) {
            var queue = channel.queueDeclare().getQueue();
            assertThat(channel.basicGet(queue, true)).isNull();
        }
    }

    /// Alive, not blocked, and a message comes back on a fresh connection.
    void assertServes() throws Exception {
        assertAnswers();
        try (var connection = process.factory().newConnection();
                var channel = Client.channelOf(connection)) {
            channel.confirmSelect();
            var queue = channel.queueDeclare().getQueue();
            channel.basicPublish("", queue, null, Client.bytes("still serving"));
            channel.waitForConfirmsOrDie(PATIENCE.toMillis());

            GetResponse got = channel.basicGet(queue, true);

            assertThat(got).isNotNull();
            assertThat(Client.text(got)).isEqualTo("still serving");
        }
        assertHadRoom();
    }

    /// Nothing it did failed for want of memory.
    void assertHadRoom() {
        assertThat(process.log()).as("the log").doesNotContain("a task failed", "OutOfMemoryError");
    }

    /// How many messages are ready, asked on a fresh connection.
    int ready(String queue) throws Exception {
        try (var connection = process.factory().newConnection();
                var channel = Client.channelOf(connection)) {
            return channel.queueDeclarePassive(queue).getMessageCount();
        }
    }

    void purge(String queue) throws Exception {
        try (var connection = process.factory().newConnection();
                var channel = Client.channelOf(connection)) {
            channel.queuePurge(queue);
        }
    }

    @Override
    public void close() throws IOException {
        for (Closeable each : opened) {
            each.close();
        }
        process.close();
    }
}
