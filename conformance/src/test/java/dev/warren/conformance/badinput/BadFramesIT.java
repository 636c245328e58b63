package dev.warren.conformance.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.conformance.foreign.ForeignTarget;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Frames that break the rules on an open connection: the broker says why it closes.
@ExtendWith(StillServes.class)
class BadFramesIT {
    private static final int SEEDS = 50;
    private static final int FRAME_ERROR = 501;
    private static final int COMMAND_INVALID = 503;
    private static final int CHANNEL_ERROR = 504;
    private static final int UNEXPECTED_FRAME = 505;
    private static final int INTERNAL_ERROR = 541;
    private static final byte[] NOTHING = {};

    private ForeignTarget target;

    @BeforeEach
    void findTarget() {
        target = ForeignTarget.required();
    }

    @Test
    void garbageIsAFrameError() throws Exception {
        var endings =
                AtOnce.forSeeds(
                        SEEDS, seed -> () -> endingOf(BadHandshakeIT.oversizedGarbage(seed)));

        assertThat(endings)
                .allSatisfy(ending -> {
                    assertThat(ending.code()).isEqualTo(FRAME_ERROR);
                    assertThat(ending.text())
                            .startsWith("FRAME_ERROR - type ")
                            .contains("{frame_too_large,");
                });
    }

    @Test
    void frameOfUnknownTypeIsAFrameError() throws Exception {
        assertThat(endingOf(Wire.frame(9, 1, "abc".getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo(
                        new Ending(
                                FRAME_ERROR,
                                "FRAME_ERROR - type 9, all octets = <<\"abc\">>: unknown_frame"));
    }

    @Test
    void frameWithAWrongEndIsAFrameError() throws Exception {
        var frame = Peer.channelOpen();
        frame[frame.length - 1] = 0;

        assertThat(endingOf(frame))
                .isEqualTo(
                        new Ending(
                                FRAME_ERROR,
                                "FRAME_ERROR - type 1, all octets = <<0,20,0,10,0>>: "
                                        + "{invalid_frame_end_marker,0}"));
    }

    @Test
    void methodFrameTooShortForAMethodIsAFrameError() throws Exception {
        assertThat(endingOf(Wire.frame(Wire.METHOD, 1, new byte[1])))
                .isEqualTo(
                        new Ending(
                                FRAME_ERROR,
                                "FRAME_ERROR - type 1, all octets = <<0>>: unknown_frame"));
    }

    @Test
    void truncatedArgumentsAreAFrameError() throws Exception {
        assertThat(endingOf(Wire.method(1, 50, 10, new byte[] {0, 0, 5, 'a', 'b'})))
                .isEqualTo(new Ending(FRAME_ERROR, "FRAME_ERROR - cannot decode <<0,0,5,97,98>>"));
    }

    @Test
    void oversizedFrameIsRefusedFromItsFirstBytes() throws Exception {
        assertThat(endingOf(Wire.frameStart(Wire.METHOD, 1, 0xFFFF_FFFFL)))
                .isEqualTo(tooLarge(Wire.METHOD, 0xFFFF_FFFFL, Peer.FRAME_MAX));
    }

    @Test
    void oversizedMethodHeaderAndBodyFramesAreRefused() throws Exception {
        for (int type : new int[] {Wire.METHOD, Wire.HEADER, Wire.BODY}) {
            assertThat(endingOf(Wire.frame(type, 1, new byte[200_000])))
                    .isEqualTo(tooLarge(type, 200_000, Peer.FRAME_MAX));
        }
    }

    @Test
    void limitIsTheOneThatTheClientAskedFor() throws Exception {
        try (var peer = Peer.open(target, Peer.FRAME_MIN_SIZE)) {
            peer.send(Wire.frame(Wire.BODY, 1, new byte[4097]));

            assertThat(peer.awaitEnding())
                    .isEqualTo(tooLarge(Wire.BODY, 4097, Peer.FRAME_MIN_SIZE));
        }
    }

    @Test
    void hugeHeaderFrameWithinTheLimitIsTaken() throws Exception {
        try (var peer = Peer.open(target)) {
            peer.send(Peer.publish("nowhere"));
            peer.send(Wire.contentHeader(1, 1, 0x2000, headers(130_000)));
            peer.send(Wire.frame(Wire.BODY, 1, new byte[1]));
            peer.send(qos());

            peer.expect(60, 11);
        }
    }

    @Test
    void hugeHeaderFrameBeyondTheLimitIsRefused() throws Exception {
        var ending =
                endingOf(
                        Peer.publish("nowhere"),
                        Wire.contentHeader(1, 1, 0x2000, headers(140_000)));

        assertThat(ending).isEqualTo(tooLarge(Wire.HEADER, 140_025, Peer.FRAME_MAX));
    }

    @Test
    void contentWithoutAMethodIsUnexpected() throws Exception {
        var expected =
                new Ending(
                        UNEXPECTED_FRAME,
                        "UNEXPECTED_FRAME - expected method frame, got non method frame instead");

        assertThat(endingOf(Wire.contentHeader(1, 1, 0, NOTHING))).isEqualTo(expected);
        assertThat(endingOf(Wire.frame(Wire.BODY, 1, new byte[3]))).isEqualTo(expected);
    }

    @Test
    void methodWhereContentIsDueIsUnexpected() throws Exception {
        assertThat(endingOf(Peer.publish("nowhere"), Peer.publish("nowhere")))
                .isEqualTo(
                        new Ending(
                                UNEXPECTED_FRAME,
                                "UNEXPECTED_FRAME - expected content header for class 60, "
                                        + "got non content header frame instead"));
    }

    @Test
    void contentHeaderOfAnotherClassIsUnexpected() throws Exception {
        var header = new Wire().u16(50).u16(0).u64(1).u16(0).bytes();

        assertThat(endingOf(Peer.publish("nowhere"), Wire.frame(Wire.HEADER, 1, header)))
                .isEqualTo(
                        new Ending(
                                UNEXPECTED_FRAME,
                                "UNEXPECTED_FRAME - expected content header for class 60, "
                                        + "got one for class 50 instead"));
    }

    @Test
    void methodThatOnlyTheServerSendsIsInvalid() throws Exception {
        var declareOk = new Wire().shortString("q").u32(0).u32(0);

        assertThat(endingOf(Wire.method(1, 50, 11, declareOk.bytes())))
                .isEqualTo(new Ending(COMMAND_INVALID, "COMMAND_INVALID - unimplemented method"));
    }

    @Test
    void methodOnAChannelThatIsNotOpenIsAChannelError() throws Exception {
        var declare = new Wire().u16(0).shortString("").u8(0).u32(0);

        assertThat(endingOf(Wire.method(5, 50, 10, declare.bytes())))
                .isEqualTo(new Ending(CHANNEL_ERROR, "CHANNEL_ERROR - expected 'channel.open'"));
    }

    /// RabbitMQ's reader crashes on these; the connection ends without a word.
    @Test
    void methodThatDoesNotExistEndsTheConnection() throws Exception {
        for (int[] method : new int[][] {{50, 99}, {20, 99}, {99, 1}}) {
            var ending = endingOf(Wire.method(1, method[0], method[1], NOTHING));

            assertThat(ending.code())
                    .as("%s", ending)
                    .isIn(0, FRAME_ERROR, COMMAND_INVALID, INTERNAL_ERROR);
        }
    }

    @Test
    void tableThatLiesAboutItsLengthEndsTheConnection() throws Exception {
        var lie = new Wire().shortString("k").u8('F').u32(Integer.MAX_VALUE).bytes();
        var unknownType = new Wire().shortString("k").u8('?').u32(0).bytes();

        for (byte[] table : new byte[][] {lie, unknownType}) {
            var ending = endingOf(Peer.declare("", table));

            assertThat(ending.code()).as("%s", ending).isIn(0, FRAME_ERROR, 502, INTERNAL_ERROR);
        }
    }

    @Test
    void headersThatLieAboutTheirLengthEndTheConnection() throws Exception {
        var lie = new Wire().u32(0xFFFF_FFFFL).bytes();

        var ending =
                endingOf(
                        Peer.publish("nowhere"),
                        Wire.contentHeader(1, 1, 0x2000, lie),
                        Wire.frame(Wire.BODY, 1, new byte[1]));

        assertThat(ending.code()).as("%s", ending).isIn(FRAME_ERROR, 502, INTERNAL_ERROR);
    }

    private Ending endingOf(byte[]... sent) throws Exception {
        try (var peer = Peer.open(target)) {
            for (byte[] bytes : sent) {
                peer.send(bytes);
            }
            return peer.awaitEnding();
        }
    }

    private static Ending tooLarge(int type, long size, int frameMax) {
        return new Ending(
                FRAME_ERROR,
                "FRAME_ERROR - type %d, all octets = <<>>: {frame_too_large,%d,%d}"
                        .formatted(type, size, frameMax - 8));
    }

    private static byte[] headers(int length) {
        var table = new Wire().shortString("h").u8('S').longString(new byte[length]).bytes();
        return new Wire().longString(table).bytes();
    }

    private static byte[] qos() {
        return Wire.method(1, 60, 10, new Wire().u32(0).u16(1).u8(0).bytes());
    }
}
