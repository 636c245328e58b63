package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Closing;
import dev.warren.conformance.support.Conformance;
import dev.warren.conformance.support.RawAmqp;
import dev.warren.conformance.support.RawFrame;
import dev.warren.conformance.support.Wire;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Frames that no honest client sends, and what the broker says to them.
@Conformance
@Execution(ExecutionMode.CONCURRENT)
final class FramesIT {
    // ---- Shape ----

    @Test
    void oversizeFrameIsAFrameError(Client client) throws Exception {
        var raw = open(client, 4096);

        raw.body(1, new byte[4097]);

        assertThat(raw.expectClosing())
                .isEqualTo(
                        Closing.connection(
                                501,
                                "FRAME_ERROR - type 3, all octets = <<>>:"
                                        + " {frame_too_large,4097,4088}",
                                Closing.NO_METHOD));
    }

    @Test
    void payloadMayExceedTheLimitByTheFramesOwnEightOctets(Client client) throws Exception {
        var raw = open(client, 4096);
        var queue = client.name("queue");
        raw.declareQueue(1, queue);

        raw.method(1, "basic.publish", RawAmqp.publish("", queue));
        raw.contentHeader(1, 60, 4096);
        raw.body(1, new byte[4096]);

        raw.method(1, "queue.purge", Wire.bytes().shortInt(0).shortstr(queue).octet(0));
        assertThat(raw.expect(1, "queue.purge-ok").longInt()).isEqualTo(1);
    }

    @Test
    void wrongEndOctetIsAFrameError(Client client) throws Exception {
        var raw = open(client, 4096);

        raw.frame(RawFrame.METHOD, 1, Wire.bytes().shortInt(85).shortInt(10).octet(0), 'X');

        assertThat(raw.expectClosing())
                .isEqualTo(
                        Closing.connection(
                                501,
                                "FRAME_ERROR - type 1, all octets = <<0,85,0,10,0>>:"
                                        + " {invalid_frame_end_marker,88}",
                                Closing.NO_METHOD));
    }

    @Test
    void unknownFrameTypeIsAFrameError(Client client) throws Exception {
        var raw = open(client, 4096);

        raw.frame(4, 1, Wire.bytes().octet(1).octet(2).octet(3));

        assertThat(raw.expectClosing())
                .isEqualTo(
                        Closing.connection(
                                501,
                                "FRAME_ERROR - type 4, all octets = <<1,2,3>>:" + " unknown_frame",
                                Closing.NO_METHOD));
    }

    @Test
    void unknownFrameTypeOnChannelZeroIsAFrameError(Client client) throws Exception {
        var raw = open(client, 4096);

        raw.frame(7, 0, Wire.bytes());

        assertThat(raw.expectClosing())
                .isEqualTo(
                        Closing.connection(
                                501,
                                "FRAME_ERROR - type 7, all octets = <<>>: unknown_frame",
                                Closing.NO_METHOD));
    }

    @Test
    void heartbeatOnAChannelIsUnexpected(Client client) throws Exception {
        var raw = open(client, 4096);

        raw.frame(RawFrame.HEARTBEAT, 1, Wire.bytes());

        assertThat(raw.expectClosing())
                .isEqualTo(
                        Closing.connection(
                                505,
                                "UNEXPECTED_FRAME - type 8, all octets = <<>>",
                                Closing.NO_METHOD));
    }

    @Test
    void heartbeatWithAPayloadIsAFrameError(Client client) throws Exception {
        var raw = open(client, 4096);

        raw.frame(RawFrame.HEARTBEAT, 0, Wire.bytes().octet(1));

        assertThat(raw.expectClosing())
                .isEqualTo(
                        Closing.connection(
                                501,
                                "FRAME_ERROR - type 8, all octets = <<1>>: unknown_frame",
                                Closing.NO_METHOD));
    }

    // ---- Methods ----

    @Test
    void undefinedMethodCannotBeDecoded(Client client) throws Exception {
        var raw = open(client, 4096);

        raw.method(1, 50, 99, Wire.bytes());

        assertThat(raw.expectClosing())
                .isEqualTo(client.is310() ? Closing.silent() : cannotDecodeNothing());
    }

    @Test
    void undefinedClassCannotBeDecoded(Client client) throws Exception {
        var raw = open(client, 4096);

        raw.method(1, 77, 10, Wire.bytes());

        assertThat(raw.expectClosing())
                .isEqualTo(client.is310() ? Closing.silent() : cannotDecodeNothing());
    }

    @Test
    void truncatedArgumentsCannotBeDecoded(Client client) throws Exception {
        var raw = open(client, 4096);

        raw.method(1, "queue.declare", Wire.bytes().shortInt(0).octet(10).octet('q'));

        assertThat(raw.expectClosing())
                .isEqualTo(
                        Closing.connection(
                                501,
                                "FRAME_ERROR - cannot decode <<0,0,10,113>>",
                                "queue.declare"));
    }

    @Test
    void methodFrameTooShortForAMethodIsAFrameError(Client client) throws Exception {
        var raw = open(client, 4096);

        raw.frame(RawFrame.METHOD, 1, Wire.bytes().octet(0).octet(50));

        assertThat(raw.expectClosing())
                .isEqualTo(
                        Closing.connection(
                                501,
                                "FRAME_ERROR - type 1, all octets = <<0,50>>: unknown_frame",
                                Closing.NO_METHOD));
    }

    @Test
    void methodThatOnlyServersSendIsInvalid(Client client) throws Exception {
        var raw = open(client, 4096);

        raw.method(1, "queue.declare-ok", Wire.bytes().shortstr("q").longInt(0).longInt(0));

        assertThat(raw.expectClosing())
                .isEqualTo(
                        Closing.connection(
                                503, "COMMAND_INVALID - unimplemented method", "queue.declare-ok"));
    }

    @Test
    void deliverFromAClientIsInvalid(Client client) throws Exception {
        var raw = open(client, 4096);

        raw.method(
                1,
                "basic.deliver",
                Wire.bytes().shortstr("c").longLong(1).octet(0).shortstr("").shortstr("k"));
        raw.contentHeader(1, 60, 0);

        assertThat(raw.expectClosing())
                .isEqualTo(
                        Closing.connection(
                                503, "COMMAND_INVALID - unimplemented method", "basic.deliver"));
    }

    @Test
    void ackThatOnlyConfirmsUseIsTakenAsAnAcknowledgement(Client client) throws Exception {
        var raw = open(client, 4096);

        raw.method(1, "basic.ack", Wire.bytes().longLong(1).octet(0));

        assertThat(raw.expectClosing())
                .isEqualTo(
                        Closing.channel(
                                406, "PRECONDITION_FAILED - unknown delivery tag 1", "basic.ack"));
    }

    @Test
    void accessRequestIsAnsweredWithTicketOne(Client client) throws Exception {
        var raw = open(client, 4096);

        raw.method(1, "access.request", Wire.bytes().shortstr("/data").octet(0));

        assertThat(raw.expect(1, "access.request-ok").shortInt()).isEqualTo(1);
    }

    // ---- Content ----

    @Test
    void headerWithoutAMethodIsUnexpected(Client client) throws Exception {
        var raw = open(client, 4096);

        raw.contentHeader(1, 60, 0);

        assertThat(raw.expectClosing())
                .isEqualTo(
                        Closing.connection(
                                505,
                                "UNEXPECTED_FRAME - expected method frame, got non method frame"
                                        + " instead",
                                Closing.NO_METHOD));
    }

    @Test
    void bodyWithoutAMethodIsUnexpected(Client client) throws Exception {
        var raw = open(client, 4096);

        raw.body(1, new byte[3]);

        assertThat(raw.expectClosing())
                .isEqualTo(
                        Closing.connection(
                                505,
                                "UNEXPECTED_FRAME - expected method frame, got non method frame"
                                        + " instead",
                                Closing.NO_METHOD));
    }

    @Test
    void bodyBeforeTheHeaderIsUnexpected(Client client) throws Exception {
        var raw = open(client, 4096);

        raw.method(1, "basic.publish", RawAmqp.publish("", "q"));
        raw.body(1, new byte[3]);

        assertThat(raw.expectClosing())
                .isEqualTo(
                        Closing.connection(
                                505,
                                "UNEXPECTED_FRAME - expected content header for class 60, got non"
                                        + " content header frame instead",
                                "basic.publish"));
    }

    @Test
    void methodInsteadOfTheHeaderIsUnexpected(Client client) throws Exception {
        var raw = open(client, 4096);

        raw.method(1, "basic.publish", RawAmqp.publish("", "q"));
        raw.method(1, "confirm.select", Wire.bytes().octet(0));

        assertThat(raw.expectClosing())
                .isEqualTo(
                        Closing.connection(
                                505,
                                "UNEXPECTED_FRAME - expected content header for class 60, got non"
                                        + " content header frame instead",
                                "basic.publish"));
    }

    @Test
    void headerOfAnotherClassIsUnexpected(Client client) throws Exception {
        var raw = open(client, 4096);

        raw.method(1, "basic.publish", RawAmqp.publish("", "q"));
        raw.contentHeader(1, 50, 3);

        assertThat(raw.expectClosing())
                .isEqualTo(
                        Closing.connection(
                                505,
                                "UNEXPECTED_FRAME - expected content header for class 60, got one"
                                        + " for class 50 instead",
                                "basic.publish"));
    }

    @Test
    void methodInsteadOfTheBodyIsUnexpected(Client client) throws Exception {
        var raw = open(client, 4096);

        raw.method(1, "basic.publish", RawAmqp.publish("", "q"));
        raw.contentHeader(1, 60, 3);
        raw.method(1, "confirm.select", Wire.bytes().octet(0));

        assertThat(raw.expectClosing())
                .isEqualTo(
                        Closing.connection(
                                505,
                                "UNEXPECTED_FRAME - expected content body, got non content body"
                                        + " frame instead",
                                "basic.publish"));
    }

    @Test
    void bodyLongerThanAnnouncedIsNoMessage(Client client) throws Exception {
        var raw = open(client, 4096);
        raw.openChannel(2);
        var queue = client.name("queue");
        raw.declareQueue(1, queue);

        raw.method(1, "basic.publish", RawAmqp.publish("", queue));
        raw.contentHeader(1, 60, 3);
        raw.body(1, new byte[5]);

        if (client.is310()) {
            raw.method(2, "queue.purge", Wire.bytes().shortInt(0).shortstr(queue).octet(0));
            assertThat(raw.expect(2, "queue.purge-ok").longInt()).isZero();
        } else {
            assertThat(raw.expectClosing().code()).isIn(501, 505);
        }
    }

    @Test
    void bodyAfterAnAnnouncedBodyOfNothingIsUnexpected(Client client) throws Exception {
        var raw = open(client, 4096);

        raw.method(1, "basic.publish", RawAmqp.publish("", "q"));
        raw.contentHeader(1, 60, 0);
        raw.body(1, new byte[1]);

        assertThat(raw.expectClosing())
                .isEqualTo(
                        Closing.connection(
                                505,
                                "UNEXPECTED_FRAME - expected method frame, got non method frame"
                                        + " instead",
                                Closing.NO_METHOD));
    }

    @Test
    void emptyBodyFramesAreAccepted(Client client) throws Exception {
        var raw = open(client, 4096);
        var queue = client.name("queue");
        raw.declareQueue(1, queue);

        raw.method(1, "basic.publish", RawAmqp.publish("", queue));
        raw.contentHeader(1, 60, 2);
        raw.body(1, new byte[0]);
        raw.body(1, new byte[1]);
        raw.body(1, new byte[0]);
        raw.body(1, new byte[1]);

        raw.method(1, "queue.purge", Wire.bytes().shortInt(0).shortstr(queue).octet(0));
        assertThat(raw.expect(1, "queue.purge-ok").longInt()).isEqualTo(1);
    }

    @Test
    void bodyMayComeInAnyPieces(Client client) throws Exception {
        var raw = open(client, 4096);
        var queue = client.name("queue");
        raw.declareQueue(1, queue);

        raw.method(1, "basic.publish", RawAmqp.publish("", queue));
        raw.contentHeader(1, 60, 6);
        raw.body(1, new byte[] {'a'});
        raw.body(1, new byte[] {'b', 'c'});
        raw.body(1, new byte[] {'d', 'e', 'f'});

        raw.method(1, "basic.get", Wire.bytes().shortInt(0).shortstr(queue).octet(1));
        raw.expect(1, "basic.get-ok");
        raw.read();
        assertThat(raw.read().payload().rest()).containsExactly('a', 'b', 'c', 'd', 'e', 'f');
    }

    @Test
    void contentsOfTwoChannelsMayInterleave(Client client) throws Exception {
        var raw = open(client, 4096);
        raw.openChannel(2);
        var queue = client.name("queue");
        raw.declareQueue(1, queue);

        raw.method(1, "basic.publish", RawAmqp.publish("", queue));
        raw.method(2, "basic.publish", RawAmqp.publish("", queue));
        raw.contentHeader(2, 60, 1);
        raw.contentHeader(1, 60, 1);
        raw.body(1, new byte[1]);
        raw.body(2, new byte[1]);

        raw.method(2, "confirm.select", Wire.bytes().octet(0));
        raw.expect(2, "confirm.select-ok");
        raw.method(1, "queue.purge", Wire.bytes().shortInt(0).shortstr(queue).octet(0));
        assertThat(raw.expect(1, "queue.purge-ok").longInt()).isEqualTo(2);
    }

    @Test
    void hugeAnnouncedBodyHarmsNobodyElse(Client client) throws Exception {
        var raw = open(client, 4096);
        var channel = client.confirmChannel();
        var queue = client.queue(channel);

        raw.method(1, "basic.publish", RawAmqp.publish("", queue));
        raw.contentHeader(1, 60, 513L * 1024 * 1024);
        raw.body(1, new byte[1]);

        Client.fill(channel, queue, "small");
        assertThat(Client.drain(channel, queue)).containsExactly("small");
    }

    @Test
    void malformedPropertiesAreRefused(Client client) throws Exception {
        var raw = open(client, 4096);

        raw.method(1, "basic.publish", RawAmqp.publish("", "q"));
        raw.frame(
                RawFrame.HEADER,
                1,
                Wire.bytes().shortInt(60).shortInt(0).longLong(0).shortInt(0x8000).octet(200));

        assertThat(raw.expectClosing().code()).isIn(501, 502, 541);
    }

    // ---- Channels as frames see them ----

    @Test
    void methodOnAChannelThatIsNotOpenIsAChannelError(Client client) throws Exception {
        var raw = client.rawOpen();

        raw.method(7, "queue.declare", RawAmqp.queueDeclare("", 4));

        assertThat(raw.expectClosing())
                .isEqualTo(
                        Closing.connection(
                                504, "CHANNEL_ERROR - expected 'channel.open'", "queue.declare"));
    }

    @Test
    void contentOnAChannelThatIsNotOpenIsUnexpected(Client client) throws Exception {
        var raw = client.rawOpen();

        raw.contentHeader(7, 60, 0);

        assertThat(raw.expectClosing())
                .isEqualTo(
                        Closing.connection(
                                505,
                                "UNEXPECTED_FRAME - expected method frame, got non method frame"
                                        + " instead",
                                Closing.NO_METHOD));
    }

    @Test
    void secondOpenOfAChannelIsAChannelError(Client client) throws Exception {
        var raw = open(client, 4096);

        raw.method(1, "channel.open", Wire.bytes().shortstr(""));

        assertThat(raw.expectClosing())
                .isEqualTo(
                        Closing.connection(
                                504, "CHANNEL_ERROR - second 'channel.open' seen", "channel.open"));
    }

    @Test
    void moreChannelsThanNegotiatedAreNotAllowed(Client client) throws Exception {
        var raw = client.raw();
        raw.login(Map.of());
        raw.expect(0, "connection.tune");
        raw.tuneOk(2, 4096, 0);
        raw.openVhost(client.target().vhost());
        raw.expect(0, "connection.open-ok");
        raw.openChannel(1);
        raw.openChannel(2);

        raw.method(3, "channel.open", Wire.bytes().shortstr(""));

        assertThat(raw.expectClosing())
                .isEqualTo(
                        Closing.connection(
                                530,
                                "NOT_ALLOWED - number of channels opened (2) has reached the"
                                        + " negotiated channel_max (2)",
                                Closing.NO_METHOD));
    }

    @Test
    void channelNumbersMayBeAboveTheNegotiatedCount(Client client) throws Exception {
        var raw = client.raw();
        raw.login(Map.of());
        raw.expect(0, "connection.tune");
        raw.tuneOk(2, 4096, 0);
        raw.openVhost(client.target().vhost());
        raw.expect(0, "connection.open-ok");

        raw.openChannel(65_535);
    }

    private static Closing cannotDecodeNothing() {
        return Closing.connection(501, "FRAME_ERROR - cannot decode <<>>", Closing.NO_METHOD);
    }

    /// An open connection of this frame size with channel 1.
    private static RawAmqp open(Client client, int frameMax) throws Exception {
        var raw = client.raw();
        raw.login(Map.of());
        raw.expect(0, "connection.tune");
        raw.tuneOk(100, frameMax, 0);
        raw.openVhost(client.target().vhost());
        raw.expect(0, "connection.open-ok");
        raw.openChannel(1);
        return raw;
    }
}
