package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.warren.conformance.support.Broker;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.RawAmqp;
import dev.warren.conformance.support.RawFrame;
import dev.warren.conformance.support.WarrenProcess;
import dev.warren.conformance.support.Wire;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/// Consumers that have stopped reading, with a short `tcp_listen_options.send_timeout`. RabbitMQ
/// cuts them off in the same way, after 30 s.
@Timeout(120)
@EnabledIf("dev.warren.conformance.SendTimeoutIT#isWarrenOurs")
final class SendTimeoutIT {
    /// More than the buffers of both ends hold.
    private static final int MESSAGES = 1_500;

    private static final int BODY_BYTES = 8 * 1024;
    private static final long CONFIRM_MILLIS_MAX = 60_000;
    private static final Duration READS_EVERY = Duration.ofMillis(50);

    private WarrenProcess broker;
    private Connection connection;
    private Channel channel;

    static boolean isWarrenOurs() {
        return System.getProperty("conformance.target", "").isBlank();
    }

    @BeforeEach
    void start() throws Exception {
        broker =
                WarrenProcess.start(
                        Broker.root(),
                        Map.of(
                                "tcp_listen_options.send_timeout",
                                "3000",
                                "tcp_listen_options.sndbuf",
                                "65536"));
        connection = broker.factory().newConnection();
        channel = Client.channelOf(connection);
        channel.confirmSelect();
    }

    @AfterEach
    void stop() throws IOException {
        connection.close();
        broker.close();
    }

    @Test
    void whatADeafConsumerHeldGoesToAnother() throws Exception {
        fill("held");
        try (var deaf = consumer("held")) {
            assertThat(number(deaf)).isZero();

            // Whether a message was redelivered, by its number.
            var received = new ConcurrentHashMap<Integer, Boolean>();
            channel.basicConsume(
                    "held",
                    true,
                    (_, got) ->
                            received.put(
                                    ByteBuffer.wrap(got.getBody()).getInt(),
                                    got.getEnvelope().isRedeliver()),
                    _ -> {});

            patience("all messages").until(() -> received.size() == MESSAGES);
            assertThat(received.get(0)).as("the deaf one had it before").isTrue();
            assertThat(cutOff()).isEqualTo(1);
        }
    }

    /// It has read little when the second of two deaf ones is cut off that came after it.
    @Test
    void slowReaderIsServed() throws Exception {
        fill("slow");
        fill("deaf");
        try (var slow = consumer("slow")) {
            var next = 0;
            for (var gone = 1; gone <= 2; gone++) {
                try (var deaf = consumer("deaf")) {
                    deaf.expect(1, "basic.deliver");
                    next = readSlowly(slow, next, gone);
                }
            }
            assertThat(next).isLessThan(MESSAGES);

            for (; next < MESSAGES; next++) {
                assertThat(number(slow)).isEqualTo(next);
            }
            assertThat(cutOff()).isEqualTo(2);
        }
    }

    /// A message every now and then, until so many others have been cut off.
    private int readSlowly(RawAmqp slow, int first, int gone) {
        var next = new int[] {first};
        patience("a deaf consumer to be cut off")
                .pollInSameThread()
                .pollInterval(READS_EVERY)
                .until(() -> {
                    assertThat(number(slow)).isEqualTo(next[0]);
                    next[0]++;
                    return cutOff() == gone;
                });
        return next[0];
    }

    /// How many connections were ended because nothing could be sent to them.
    private int cutOff() {
        return broker.log().split("the client has read nothing for 3000 ms", -1).length - 1;
    }

    /// Numbered messages in a new queue.
    private void fill(String queue) throws Exception {
        channel.queueDeclare(queue, false, false, false, Map.of());
        for (var i = 0; i < MESSAGES; i++) {
            channel.basicPublish(
                    "", queue, null, ByteBuffer.allocate(BODY_BYTES).putInt(i).array());
        }
        channel.waitForConfirmsOrDie(CONFIRM_MILLIS_MAX);
    }

    /// Takes all that the queue gives and never acknowledges, without heartbeats.
    private RawAmqp consumer(String queue) throws IOException {
        var raw = broker.raw();
        raw.handshake();
        raw.openChannel(1);
        raw.method(
                1,
                "basic.consume",
                Wire.bytes().shortInt(0).shortstr(queue).shortstr("").octet(0).table(Map.of()));
        raw.expect(1, "basic.consume-ok");
        return raw;
    }

    /// Reads a whole message.
    private static int number(RawAmqp raw) throws IOException {
        raw.expect(1, "basic.deliver");
        assertThat(raw.read().type()).isEqualTo(RawFrame.HEADER);
        return (int) raw.read().payload().longInt();
    }

    private static ConditionFactory patience(String forWhat) {
        return Awaitility.await(forWhat).atMost(Duration.ofSeconds(60));
    }
}
