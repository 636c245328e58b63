package dev.warren.conformance.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.conformance.foreign.ForeignTarget;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Peers that keep the rules and do harm by it: too slow, never done, or never reading.
@ExtendWith(StillServes.class)
class StalledPeersIT {
    private static final long ANNOUNCED_BYTES = 512L << 20;
    private static final int STALLED_PEERS = 8;
    private static final int MESSAGES = 500;
    private static final byte[] BODY = new byte[64 * 1024];
    private static final int PRECONDITION_FAILED = 406;
    private static final int CONFIRM_MILLIS_MAX = 30_000;

    private ForeignTarget target;

    @BeforeEach
    void findTarget() {
        target = ForeignTarget.required();
    }

    @Test
    void slowSenderIsUnderstood() throws Exception {
        try (var peer = Peer.connect(target)) {
            peer.sendByteByByte(Peer.PROTOCOL_HEADER);
            peer.expect(10, 10);
            peer.sendByteByByte(Peer.startOk(new byte[0]));
            peer.expect(10, 30);
            peer.sendByteByByte(Peer.tuneOkAndOpen(Peer.FRAME_MAX));
            peer.expect(10, 41);
            peer.sendByteByByte(Peer.channelOpen());
            peer.expect(20, 11);
            peer.sendByteByByte(Peer.declare("", new byte[0]));
            var queue = shortString(peer.expect(50, 11));
            var body = "慢".repeat(500).getBytes(StandardCharsets.UTF_8);
            peer.sendByteByByte(Peer.publish(queue));
            peer.sendByteByByte(Wire.contentHeader(1, body.length, 0, new byte[0]));
            peer.sendByteByByte(Wire.frame(Wire.BODY, 1, body));

            peer.sendByteByByte(get(queue));

            peer.expect(60, 71);
            assertThat(peer.readFrame().getLong(4)).isEqualTo(body.length);
            assertThat(peer.readFrame().array()).isEqualTo(body);
        }
    }

    /// Announces a body of 512 MiB, sends a little of it, and waits. RabbitMQ waits too; a broker
    /// that refuses at once closes the channel with 406.
    @Test
    void announcedHugeBodyThatNeverComesTakesNothing() throws Exception {
        var peers = new ArrayList<Peer>();
        try {
            for (int i = 0; i < STALLED_PEERS; i++) {
                var peer = Peer.open(target);
                peers.add(peer);
                peer.send(Peer.publish("nowhere"));
                peer.send(Wire.contentHeader(1, ANNOUNCED_BYTES, 0, new byte[0]));
                peer.send(Wire.frame(Wire.BODY, 1, BODY));
            }

            StillServes.roundTrip(target);

            for (var peer : peers) {
                assertWaitingOrRefused(peer);
            }
        } finally {
            close(peers);
        }
    }

    @Test
    void bodiesOfAbsurdSizesTakeNothing() throws Exception {
        for (long size : new long[] {Long.MAX_VALUE, -1, 1L << 40}) {
            try (var peer = Peer.open(target)) {
                peer.send(Peer.publish("nowhere"));
                peer.send(Wire.contentHeader(1, size, 0, new byte[0]));
                peer.send(Wire.frame(Wire.BODY, 1, BODY));

                StillServes.roundTrip(target);

                assertWaitingOrRefused(peer);
            }
        }
    }

    @Test
    void publisherWithoutConsumerGetsItsConfirms() throws Exception {
        try (var connection = StillServes.factory(target).newConnection("publisher");
                var channel = connection.createChannel()) {
            var queue = channel.queueDeclare("", false, true, true, Map.of()).getQueue();
            channel.confirmSelect();

            for (int i = 0; i < MESSAGES; i++) {
                channel.basicPublish("", queue, null, BODY);
            }
            channel.waitForConfirmsOrDie(CONFIRM_MILLIS_MAX);
            StillServes.roundTrip(target);

            assertThat(channel.messageCount(queue)).isEqualTo(MESSAGES);
        }
    }

    /// It takes 31 MiB on credit that it never asked for and reads none of it.
    @Test
    void consumerThatNeverReadsHoldsNobodyUp() throws Exception {
        var queue = "warren.stalled." + ProcessHandle.current().pid();
        try (var connection = StillServes.factory(target).newConnection("publisher");
                var channel = connection.createChannel();
                var peer = Peer.open(target)) {
            channel.queueDeclare(queue, false, false, true, Map.of());
            peer.send(consumeWithoutAcks(queue));
            peer.expect(60, 21);
            channel.confirmSelect();

            for (int i = 0; i < MESSAGES; i++) {
                channel.basicPublish("", queue, null, BODY);
            }
            channel.waitForConfirmsOrDie(CONFIRM_MILLIS_MAX);
            StillServes.roundTrip(target);

            assertThat(peer.hasReceived()).isTrue();
            channel.queueDelete(queue);
        }
    }

    @Test
    void peersThatVanishInTheMiddleOfAMessageAreForgotten() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var vanishings = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < 50; i++) {
                vanishings.add(this::vanish);
            }
            for (var vanished : threads.invokeAll(vanishings)) {
                assertThat(vanished.get()).isTrue();
            }
        }
    }

    private boolean vanish() throws IOException {
        try (var peer = Peer.open(target)) {
            peer.send(Peer.publish("nowhere"));
            peer.send(Wire.contentHeader(1, 1_000_000, 0, new byte[0]));
            peer.send(Wire.frame(Wire.BODY, 1, BODY));
            peer.send(Wire.frameStart(Wire.BODY, 1, 1000));
        }
        return true;
    }

    private static void assertWaitingOrRefused(Peer peer) throws IOException {
        if (peer.hasReceived()) {
            assertThat(peer.awaitEnding().code()).isEqualTo(PRECONDITION_FAILED);
        }
    }

    private static void close(Iterable<Peer> peers) throws IOException {
        for (var peer : peers) {
            peer.close();
        }
    }

    private static String shortString(ByteBuffer arguments) {
        var bytes = new byte[arguments.get() & 0xFF];
        arguments.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] get(String queue) {
        return Wire.method(1, 60, 70, new Wire().u16(0).shortString(queue).u8(1).bytes());
    }

    private static byte[] consumeWithoutAcks(String queue) {
        var noAck = 0b10;
        var arguments = new Wire().u16(0).shortString(queue).shortString("").u8(noAck).u32(0);
        return Wire.method(1, 60, 20, arguments.bytes());
    }
}
