package dev.warren.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.amqp.lane.LaneGroup;
import dev.warren.codec.frame.FrameReader;
import dev.warren.codec.frame.FrameWriter;
import dev.warren.codec.method.BasicMethod;
import dev.warren.codec.method.ChannelMethod;
import dev.warren.codec.method.ConnectionMethod;
import dev.warren.codec.method.Method;
import dev.warren.codec.method.MethodReader;
import dev.warren.codec.method.QueueMethod;
import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.auth.Login;
import dev.warren.engine.auth.PasswordHash;
import dev.warren.engine.auth.Permission;
import dev.warren.engine.auth.User;
import dev.warren.engine.broker.Broker;
import dev.warren.engine.events.Event;
import dev.warren.engine.events.EventListener;
import dev.warren.engine.time.SystemClock;
import dev.warren.engine.topology.InMemoryMetadataStore;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.VirtualHostDefinition;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is told of a client, on a real socket.
@Timeout(120)
final class ClientEventsTest {

    private static final User USER =
            new User("guest", PasswordHash.of("guest", new Random(1)), Set.of());
    private static final ShortString QUEUE = ShortString.of("q");
    private static final ShortString TAG = ShortString.of("tag");

    private final LaneGroup lanes = new LaneGroup(1, new SystemClock());
    private final BlockingQueue<Event> told = new LinkedBlockingQueue<>();
    private final AmqpListener listener = listen();
    private final Socket socket = new Socket();
    private final FrameReader reader = new FrameReader(0);
    private final Queue<Method> answers = new ArrayDeque<>();
    private final ByteBuf in = Unpooled.buffer();

    ClientEventsTest() throws IOException {}

    @AfterEach
    void stop() throws IOException {
        socket.close();
        listener.close().toCompletableFuture().join();
        lanes.stop();
    }

    @Test
    void lifeOfAConnection() throws Exception {
        open();

        Event.LoginAccepted login = next(Event.LoginAccepted.class);
        assertThat(login.user()).isEqualTo("guest");
        assertThat(login.mechanism()).isEqualTo("PLAIN");
        Event.ConnectionOpened opened = next(Event.ConnectionOpened.class);
        assertThat(opened.connection().client().vhost()).isEqualTo("/");
        assertThat(opened.connection().tuning().channelMax()).isEqualTo(100);
        assertThat(opened.connection().tuning().heartbeatSeconds()).isEqualTo(30);
        assertThat(opened.connection().endpoints()).isEqualTo(login.endpoints());
        assertThat(opened.connection().endpoints().peer().port()).isEqualTo(socket.getLocalPort());
        assertThat(opened.connection().endpoints().own().host()).isEqualTo("127.0.0.1");

        ask(0, new ConnectionMethod.Close(200, ShortString.of("bye"), 0, 0));
        socket.close();

        Event.ConnectionClosed closed = next(Event.ConnectionClosed.class);
        assertThat(closed.connection()).isEqualTo(opened.connection().id());
        assertThat(closed.endpoints()).isEqualTo(login.endpoints());
    }

    @Test
    void socketThatSaysNothingIsToldOfWhenItGoes() throws Exception {
        socket.connect(listener.address());
        int port = socket.getLocalPort();
        socket.close();

        Event.ConnectionClosed closed = next(Event.ConnectionClosed.class);
        assertThat(closed.endpoints().peer().port()).isEqualTo(port);
        assertThat(closed.clientProperties().isEmpty()).isTrue();
    }

    @Test
    void refusedLoginNamesTheUserAndNoPassword() throws Exception {
        connect("\0mallory\0sesame");

        Event.LoginRefused refused = next(Event.LoginRefused.class);
        assertThat(refused.user()).isEqualTo("mallory");
        assertThat(refused.reason()).isEqualTo("not known");
        assertThat(refused.toString()).doesNotContain("sesame");
    }

    @Test
    void channelsAndTheirConsumers() throws Exception {
        open();
        ask(1, new ChannelMethod.Open());
        ask(1, declare());
        ask(1, new BasicMethod.Qos(0, 7, false));
        ask(1, consume());
        ask(1, new BasicMethod.Cancel(TAG, false));

        Event.ChannelOpened channel = nextAfter(Event.ChannelOpened.class);
        assertThat(channel.channel().number()).isEqualTo(1);
        assertThat(channel.channel().user()).isEqualTo("guest");
        Event.ConsumerAdded added = nextAfter(Event.ConsumerAdded.class);
        assertThat(added.channel()).isEqualTo(channel.channel());
        assertThat(added.consumer().queue()).isEqualTo(QUEUE);
        assertThat(added.consumer().tag()).isEqualTo(TAG);
        assertThat(added.consumer().prefetch()).isEqualTo(7);
        assertThat(added.consumer().isExclusive()).isTrue();
        Event.ConsumerRemoved removed = next(Event.ConsumerRemoved.class);
        assertThat(removed.tag()).isEqualTo(TAG);

        ask(1, new ChannelMethod.Close(200, ShortString.of("bye"), 0, 0));

        assertThat(next(Event.ChannelClosed.class).channel()).isEqualTo(channel.channel());
    }

    @Test
    void whatAConnectionHadGoesBeforeIt() throws Exception {
        open();
        ask(1, new ChannelMethod.Open());
        ask(1, declare());
        ask(1, consume());
        nextAfter(Event.ConsumerAdded.class);

        socket.close();

        next(Event.ConsumerRemoved.class);
        next(Event.ChannelClosed.class);
        next(Event.ConnectionClosed.class);
    }

    @Test
    void consumerGoesWithItsQueue() throws Exception {
        open();
        ask(1, new ChannelMethod.Open());
        ask(1, declare());
        ask(1, consume());
        nextAfter(Event.ConsumerAdded.class);

        ask(1, new QueueMethod.Delete(QUEUE, false, false, false));

        assertThat(nextAfter(Event.ConsumerRemoved.class).queue()).isEqualTo(QUEUE);
    }

    @Test
    void whoChangesTheTopologyIsTold() throws Exception {
        open();
        ask(1, new ChannelMethod.Open());
        ask(1, declare());
        ask(1, new QueueMethod.Delete(QUEUE, false, false, false));

        assertThat(nextAfter(Event.TopologyChanged.class).applied().by()).isEqualTo("guest");
        assertThat(nextAfter(Event.TopologyChanged.class).applied().by()).isEqualTo("guest");
    }

    private static QueueMethod.Declare declare() {
        return new QueueMethod.Declare(QUEUE, false, false, false, false, false, FieldTable.EMPTY);
    }

    private static BasicMethod.Consume consume() {
        return new BasicMethod.Consume(QUEUE, TAG, false, false, true, false, FieldTable.EMPTY);
    }

    /// The next event, which has to be of this kind.
    private <E extends Event> E next(Class<E> kind) throws InterruptedException {
        Event event = told.poll(30, TimeUnit.SECONDS);
        assertThat(event).isInstanceOf(kind);
        return kind.cast(event);
    }

    /// The next event of this kind.
    private <E extends Event> E nextAfter(Class<E> kind) throws InterruptedException {
        Event event = told.poll(30, TimeUnit.SECONDS);
        while (event != null && !kind.isInstance(event)) {
            event = told.poll(30, TimeUnit.SECONDS);
        }
        assertThat(event).isInstanceOf(kind);
        return kind.cast(event);
    }

    private void open() throws IOException {
        connect("\0guest\0guest");
        assertThat(answer()).isInstanceOf(ConnectionMethod.Tune.class);
        send(0, new ConnectionMethod.TuneOk(100, 131_072, 30));
        ask(0, new ConnectionMethod.Open(ShortString.of("/")));
    }

    private void connect(String response) throws IOException {
        socket.connect(listener.address());
        socket.getOutputStream().write(new byte[] {'A', 'M', 'Q', 'P', 0, 0, 9, 1});
        assertThat(answer()).isInstanceOf(ConnectionMethod.Start.class);
        send(
                0,
                new ConnectionMethod.StartOk(
                        FieldTable.EMPTY,
                        ShortString.of("PLAIN"),
                        Bytes.of(response),
                        ShortString.of("en_US")));
    }

    private void send(int channel, Method method) throws IOException {
        ByteBuf out = Unpooled.buffer();
        FrameWriter.method(out, channel, method);
        out.readBytes(socket.getOutputStream(), out.readableBytes());
    }

    private void ask(int channel, Method method) throws IOException {
        send(channel, method);
        answer();
    }

    private Method answer() throws IOException {
        while (answers.isEmpty()) {
            assertThat(in.writeBytes(socket.getInputStream(), 4096)).isPositive();
            reader.read(
                    in,
                    (_, _, bytes, index, length) ->
                            answers.add(MethodReader.read(bytes, index, length)));
        }
        return answers.remove();
    }

    private AmqpListener listen() throws IOException {
        InMemoryMetadataStore metadata = new InMemoryMetadataStore(lanes.first());
        Broker broker =
                OneLaneBroker.of(
                        lanes,
                        metadata,
                        attempt ->
                                CompletableFuture.completedFuture(
                                        attempt.user().equals("guest")
                                                ? new Login.Accepted(USER)
                                                : new Login.Refused("not known")));
        metadata.submit(new TopologyCommand.AddVhost(VirtualHostDefinition.of("/")));
        metadata.submit(new TopologyCommand.AddUser(USER));
        metadata.submit(new TopologyCommand.SetPermissions("/", "guest", Permission.ALL))
                .toCompletableFuture()
                .join();
        broker.events().listen(new Ear());
        return AmqpListener.bind(
                lanes,
                broker,
                OneLaneBroker.SETTINGS,
                new Connections(),
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private final class Ear implements EventListener {

        @Override
        public boolean isListening() {
            return true;
        }

        @Override
        public void on(Event event) {
            told.add(event);
        }
    }
}
