package dev.warren.amqp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.amqp.door.Doorway;
import dev.warren.amqp.lane.LaneGroup;
import dev.warren.engine.auth.Login;
import dev.warren.engine.broker.Broker;
import dev.warren.engine.time.SystemClock;
import dev.warren.engine.topology.InMemoryMetadataStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Who comes in while a listener opens and closes, on real sockets.
@Timeout(120)
final class AmqpListenerTest {

    private static final byte[] PROXY_HEADER =
            "PROXY TCP4 192.0.2.1 192.0.2.2 51322 5672\r\n".getBytes(US_ASCII);
    private static final byte[] PROTOCOL_HEADER = {'A', 'M', 'Q', 'P', 0, 0, 9, 1};
    private static final byte FRAME_END = (byte) 0xCE;
    private static final byte[] CLOSE = {
        1, 0, 0, 0, 0, 0, 11, 0, 10, 0, 50, 0, 0, 0, 0, 0, 0, 0, FRAME_END
    };
    private static final byte[] CLOSE_OK = {1, 0, 0, 0, 0, 0, 4, 0, 10, 0, 51, FRAME_END};
    private static final int END = -1;

    private final LaneGroup lanes = new LaneGroup(1, new SystemClock());
    private final Connections connections = new Connections();
    private final Broker broker =
            OneLaneBroker.of(
                    lanes,
                    new InMemoryMetadataStore(lanes.first()),
                    _ -> CompletableFuture.completedStage(new Login.Refused("nobody")));
    private final AmqpListener listener = reserve(connections);

    AmqpListenerTest() throws IOException {}

    @AfterEach
    void stop() {
        listener.close().toCompletableFuture().join();
        lanes.stop();
    }

    private static void begin(Socket client) throws IOException {
        client.getOutputStream().write(PROXY_HEADER);
        client.getOutputStream().write(PROTOCOL_HEADER);
    }

    private static int firstByte(Socket client) throws IOException {
        try {
            return client.getInputStream().read();
        } catch (SocketException ignoredItWasReset) {
            return END;
        }
    }

    private void awaitCount(int count) {
        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> connections.count() == count);
    }

    @Test
    void clientsWaitUntilTheyAreAccepted() throws IOException {
        try (Socket client = new Socket()) {
            client.connect(listener.address());
            begin(client);
            assertThat(connections.count()).isZero();

            listener.accept();

            awaitCount(1);
            assertThat(firstByte(client)).isNotEqualTo(END);
        }
    }

    @Test
    void clientOnTheWayDoesNotComeInAfterTheClose() throws IOException {
        listener.accept();
        try (Socket slow = new Socket();
                Socket quick = new Socket()) {
            slow.connect(listener.address());
            quick.connect(listener.address());
            begin(quick);
            // Who came first was accepted first.
            awaitCount(1);

            listener.close().toCompletableFuture().join();
            sendUnlessReset(slow);

            assertThat(firstByte(slow)).isEqualTo(END);
            awaitCount(1);
            assertThat(firstByte(quick)).isNotEqualTo(END);
        }
    }

    private static void sendUnlessReset(Socket client) {
        try {
            begin(client);
        } catch (IOException ignoredItIsGoneAlready) {
            // What is read then says so too.
        }
    }

    @Test
    void aPartIsCountedAndSentAwayWithoutTheOthers() throws Exception {
        listener.accept();
        Connections part = connections.part();
        AmqpListener ofPart = reserve(part);
        ofPart.accept();
        try (Socket one = new Socket();
                Socket other = new Socket()) {
            one.connect(listener.address());
            begin(one);
            other.connect(ofPart.address());
            begin(other);
            awaitCount(2);
            assertThat(part.count()).isEqualTo(1);

            CompletableFuture<Void> gone = part.sendAllAway("go").toCompletableFuture();
            other.close();
            gone.get(30, TimeUnit.SECONDS);

            awaitCount(1);
            Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> part.count() == 0);
        } finally {
            ofPart.close().toCompletableFuture().join();
        }
    }

    /// Its socket is the client's to close after its close, but nobody else waits for that.
    @Test
    void aClientThatHasItsAnswerIsNotWaitedFor() throws Exception {
        listener.accept();
        try (Socket client = new Socket()) {
            client.connect(listener.address());
            begin(client);
            client.getOutputStream().write(CLOSE);
            client.getInputStream().skipNBytes(lengthOfFrame(client));
            assertThat(client.getInputStream().readNBytes(CLOSE_OK.length)).isEqualTo(CLOSE_OK);

            connections.sendAllAway("go").toCompletableFuture().get(20, TimeUnit.SECONDS);

            assertThat(firstByte(client)).isEqualTo(END);
        }
    }

    /// Of what is left of the frame after its length.
    private static int lengthOfFrame(Socket client) throws IOException {
        byte[] head = client.getInputStream().readNBytes(7);
        return ByteBuffer.wrap(head).getInt(3) + 1;
    }

    private AmqpListener reserve(Connections where) throws IOException {
        return AmqpListener.reserve(
                lanes,
                broker,
                OneLaneBroker.SETTINGS,
                where,
                new Doorway(true, null),
                SocketOptions.STANDARD,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }
}
