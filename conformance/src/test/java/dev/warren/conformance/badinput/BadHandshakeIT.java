package dev.warren.conformance.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.conformance.foreign.ForeignTarget;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Peers that are no AMQP clients, and clients that fail before they have a connection.
@ExtendWith(StillServes.class)
class BadHandshakeIT {
    private static final int SEEDS = 50;
    private static final int FRAME_ERROR = 501;

    private ForeignTarget target;

    @BeforeEach
    void findTarget() {
        target = ForeignTarget.required();
    }

    @Test
    void garbageInsteadOfTheHeaderIsAnsweredWithTheHeaderThatIsSpoken() throws Exception {
        var answers = AtOnce.forSeeds(SEEDS, seed -> () -> answerTo(garbage(seed, 200)));

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer).isEqualTo(Peer.PROTOCOL_HEADER));
    }

    @Test
    void httpRequestIsAnsweredWithTheHeader() throws Exception {
        var request = "GET /api/overview HTTP/1.1\r\nHost: broker\r\nAccept: */*\r\n\r\n";

        assertThat(answerTo(request.getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(Peer.PROTOCOL_HEADER);
    }

    @Test
    void tlsClientHelloIsAnsweredWithTheHeader() throws Exception {
        // A TLS record (handshake, 1.0) of 508 bytes with a client hello (1.2) of 504 in it.
        var hello = new Wire().u8(0x16).u16(0x0301).u16(508).u8(1).u8(0).u16(504).u16(0x0303);

        assertThat(answerTo(hello.raw(garbage(1, 502)).bytes())).isEqualTo(Peer.PROTOCOL_HEADER);
    }

    @Test
    void headersOfOtherProtocolVersionsAreAnsweredWithTheHeader() throws Exception {
        byte[][] headers = {
            {'A', 'M', 'Q', 'P', 0, 0, 9, 2},
            {'A', 'M', 'Q', 'P', 0, 0, 8, 0},
            {'A', 'M', 'Q', 'P', 1, 1, 0, 10},
            {'A', 'M', 'Q', 'P', 9, 9, 9, 9},
            {'A', 'M', 'Q', 'X', 0, 0, 9, 1},
        };
        for (byte[] header : headers) {
            assertThat(answerTo(header))
                    .as(Arrays.toString(header))
                    .isEqualTo(Peer.PROTOCOL_HEADER);
        }
    }

    @Test
    void garbageAfterTheHeaderEndsTheConnection() throws Exception {
        var endings =
                AtOnce.forSeeds(
                        SEEDS,
                        seed ->
                                () -> {
                                    try (var peer = Peer.greeted(target)) {
                                        peer.send(oversizedGarbage(seed));
                                        return peer.awaitEnding();
                                    }
                                });

        assertThat(endings).allSatisfy(BadHandshakeIT::assertSilentOrFrameError);
    }

    @Test
    void garbageAfterLoginEndsTheConnection() throws Exception {
        var endings =
                AtOnce.forSeeds(
                        SEEDS,
                        seed ->
                                () -> {
                                    try (var peer = Peer.loggedIn(target)) {
                                        peer.send(oversizedGarbage(seed));
                                        return peer.awaitEnding();
                                    }
                                });

        assertThat(endings).allSatisfy(BadHandshakeIT::assertSilentOrFrameError);
    }

    @Test
    void frameBeyondTheInitialLimitIsRefusedBeforeItHasCome() throws Exception {
        try (var peer = Peer.greeted(target)) {
            peer.send(Wire.frameStart(Wire.METHOD, 0, Integer.MAX_VALUE));

            assertSilentOrFrameError(peer.awaitEnding());
        }
    }

    @Test
    void frameBeyondTheLimitBetweenLoginAndOpenIsRefused() throws Exception {
        try (var peer = Peer.loggedIn(target)) {
            peer.send(Wire.frameStart(Wire.METHOD, 0, 200_000));
            peer.send(new byte[200_001]);

            assertSilentOrFrameError(peer.awaitEnding());
        }
    }

    @Test
    void methodThatDoesNotBelongInTheHandshakeEndsTheConnection() throws Exception {
        try (var peer = Peer.greeted(target)) {
            peer.send(Wire.method(1, 50, 10, new byte[8]));

            assertThat(peer.awaitEnding().code()).isIn(0, FRAME_ERROR, 503, 504, 505);
        }
    }

    /// Cut off at every length, by a peer that hangs up.
    @Test
    void truncatedHandshakesAreForgotten() throws Exception {
        var whole =
                new Wire()
                        .raw(Peer.PROTOCOL_HEADER)
                        .raw(Peer.startOk(new byte[0]))
                        .raw(Peer.tuneOkAndOpen(Peer.FRAME_MAX))
                        .raw(Peer.channelOpen())
                        .bytes();

        for (int length = 0; length < whole.length; length++) {
            try (var peer = Peer.connect(target)) {
                peer.send(Arrays.copyOf(whole, length));
            }
        }
    }

    private byte[] answerTo(byte[] bytes) throws Exception {
        try (var peer = Peer.connect(target)) {
            peer.send(bytes);
            return peer.awaitEnd();
        }
    }

    private static void assertSilentOrFrameError(Ending ending) {
        assertThat(ending.code()).as(ending.text()).isIn(0, FRAME_ERROR);
    }

    static byte[] garbage(long seed, int length) {
        var bytes = new byte[length];
        new SplittableRandom(seed).nextBytes(bytes);
        bytes[0] |= (byte) 0x80; // never the A of AMQP
        return bytes;
    }

    /// Garbage whose first seven bytes announce more than any limit: less would be a frame in
    /// progress, which a broker may wait for.
    static byte[] oversizedGarbage(long seed) {
        var bytes = garbage(seed, 300);
        bytes[3] |= 0x40;
        return bytes;
    }
}
