package dev.warren.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.amqp.lane.LaneGroup;
import dev.warren.codec.frame.FrameReader;
import dev.warren.codec.frame.FrameWriter;
import dev.warren.codec.method.ConnectionMethod;
import dev.warren.codec.method.Method;
import dev.warren.codec.method.MethodReader;
import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.auth.Login;
import dev.warren.engine.auth.PasswordHash;
import dev.warren.engine.auth.User;
import dev.warren.engine.time.SystemClock;
import dev.warren.engine.topology.InMemoryMetadataStore;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A connection that ends while its login is still being checked, on a real socket.
@Timeout(120)
final class PendingLoginTest {

    private static final User USER =
            new User("guest", PasswordHash.of("guest", new Random(1)), Set.of());

    private final CompletableFuture<Login> login = new CompletableFuture<>();
    private final CompletableFuture<Boolean> asked = new CompletableFuture<>();
    private final LaneGroup lanes = new LaneGroup(1, new SystemClock());
    private final Connections connections = new Connections();
    private final AmqpListener listener = listen();
    private final Socket socket = new Socket();

    PendingLoginTest() throws IOException {}

    @BeforeEach
    void logIn() throws Exception {
        socket.connect(listener.address());
        ByteBuf out = Unpooled.buffer();
        out.writeBytes(new byte[] {'A', 'M', 'Q', 'P', 0, 0, 9, 1});
        FrameWriter.method(
                out,
                0,
                new ConnectionMethod.StartOk(
                        FieldTable.EMPTY,
                        ShortString.of("PLAIN"),
                        Bytes.of("\0guest\0guest"),
                        ShortString.of("en_US")));
        out.readBytes(socket.getOutputStream(), out.readableBytes());
        asked.get(30, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws IOException {
        socket.close();
        listener.close().toCompletableFuture().join();
        lanes.stop();
    }

    @Test
    void nothingFollowsTheCloseWhenTheLoginIsAccepted() throws Exception {
        CompletableFuture<Void> gone = connections.closeAll("shutdown").toCompletableFuture();
        afterAllTasks();
        login.complete(new Login.Accepted(USER));
        afterAllTasks();
        send(new ConnectionMethod.CloseOk());

        assertThat(received())
                .hasExactlyElementsOfTypes(
                        ConnectionMethod.Start.class, ConnectionMethod.Close.class);
        gone.get(30, TimeUnit.SECONDS);
    }

    @Test
    void acceptedLoginIsAnsweredWithTune() throws Exception {
        login.complete(new Login.Accepted(USER));
        afterAllTasks();
        connections.closeAll("shutdown");
        afterAllTasks();
        send(new ConnectionMethod.CloseOk());

        assertThat(received())
                .hasExactlyElementsOfTypes(
                        ConnectionMethod.Start.class,
                        ConnectionMethod.Tune.class,
                        ConnectionMethod.Close.class);
    }

    @Test
    void clientThatGoesIsNoticed() throws Exception {
        socket.close();

        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> connections.count() == 0);

        login.complete(new Login.Accepted(USER));
        afterAllTasks();
        assertThat(connections.count()).isZero();
    }

    private void send(Method method) throws IOException {
        ByteBuf out = Unpooled.buffer();
        FrameWriter.method(out, 0, method);
        out.readBytes(socket.getOutputStream(), out.readableBytes());
    }

    /// All methods up to the end of the socket.
    private List<Method> received() throws IOException {
        List<Method> methods = new ArrayList<>();
        byte[] bytes = socket.getInputStream().readAllBytes();
        new FrameReader(0)
                .read(
                        Unpooled.wrappedBuffer(bytes),
                        (_, _, in, index, length) ->
                                methods.add(MethodReader.read(in, index, length)));
        return methods;
    }

    private void afterAllTasks() throws Exception {
        CompletableFuture<Boolean> ran = new CompletableFuture<>();
        lanes.first().later(() -> ran.complete(true));
        ran.get(30, TimeUnit.SECONDS);
    }

    private CompletionStage<Login> check() {
        asked.complete(true);
        return login;
    }

    private AmqpListener listen() throws IOException {
        return AmqpListener.bind(
                lanes,
                OneLaneBroker.of(lanes, new InMemoryMetadataStore(lanes.first()), _ -> check()),
                OneLaneBroker.SETTINGS,
                connections,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }
}
