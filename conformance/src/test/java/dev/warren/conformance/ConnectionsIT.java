package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Closing;
import dev.warren.conformance.support.Conformance;
import dev.warren.conformance.support.RawAmqp;
import dev.warren.conformance.support.RawFrame;
import dev.warren.conformance.support.Wire;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// An open connection: heartbeats, channel 0, secrets, and how it ends.
@Conformance
@Execution(ExecutionMode.CONCURRENT)
final class ConnectionsIT {
    // ---- Heartbeats ----

    @Test
    @Tag("slow")
    void brokerSendsHeartbeatsOfTheNegotiatedInterval(Client client) throws Exception {
        var raw = client.raw();
        raw.login(Map.of());
        raw.expect(0, "connection.tune");
        raw.tuneOk(10, 131_072, 2);
        raw.openVhost(client.target().vhost());
        raw.expect(0, "connection.open-ok");

        var frame = raw.readAny();

        assertThat(frame.type()).isEqualTo(RawFrame.HEARTBEAT);
        assertThat(frame.channel()).isZero();
        assertThat(frame.size()).isZero();
    }

    @Test
    @Tag("slow")
    void silentClientIsDroppedWithoutAClose(Client client) throws Exception {
        var raw = client.raw();
        raw.login(Map.of());
        raw.expect(0, "connection.tune");
        raw.tuneOk(10, 131_072, 1);
        raw.openVhost(client.target().vhost());
        raw.expect(0, "connection.open-ok");

        assertThat(raw.expectClosing()).isEqualTo(Closing.silent());
    }

    @Test
    @Tag("slow")
    void clientThatBeatsIsKept(Client client) throws Exception {
        var connection = client.connect(factory -> factory.setRequestedHeartbeat(1));
        var watched = client.raw();
        watched.login(Map.of());
        watched.expect(0, "connection.tune");
        watched.tuneOk(10, 131_072, 1);
        watched.openVhost(client.target().vhost());
        watched.expect(0, "connection.open-ok");

        // The broker drops the silent one; the other has been as old all the time.
        assertThat(watched.isEnded()).isTrue();

        assertThat(connection.getHeartbeat()).isEqualTo(1);
        assertThat(Client.channelOf(connection).isOpen()).isTrue();
    }

    @Test
    void heartbeatFromTheClientIsAlwaysAccepted(Client client) throws Exception {
        var raw = client.rawOpen();

        raw.frame(RawFrame.HEARTBEAT, 0, Wire.bytes());

        raw.openChannel(1);
    }

    // ---- Channel 0 ----

    @Test
    void channelMethodOnChannelZeroIsUnexpected(Client client) throws Exception {
        var raw = client.rawOpen();

        raw.method(0, "channel.open", Wire.bytes().shortstr(""));

        assertThat(raw.expectClosing())
                .isEqualTo(
                        Closing.connection(
                                504,
                                "CHANNEL_ERROR - unexpected method in connection state running",
                                "channel.open"));
    }

    @Test
    void connectionMethodOnAnotherChannelIsNotImplemented(Client client) throws Exception {
        var raw = client.rawOpen();
        raw.openChannel(1);

        raw.openVhostOn(1, client.target().vhost());

        assertThat(raw.expectClosing())
                .isEqualTo(
                        Closing.connection(
                                503, "COMMAND_INVALID - unimplemented method", "connection.open"));
    }

    @Test
    void contentHeaderOnChannelZeroIsUnexpected(Client client) throws Exception {
        var raw = client.rawOpen();

        raw.contentHeader(0, 60, 0);

        assertThat(raw.expectClosing())
                .isEqualTo(
                        Closing.connection(
                                505,
                                "UNEXPECTED_FRAME - type 2, all octets ="
                                        + " <<0,60,0,0,0,0,0,0,0,0,0,0,0,0>>",
                                Closing.NO_METHOD));
    }

    @Test
    void blockedFromTheClientIsUnexpected(Client client) throws Exception {
        var raw = client.rawOpen();

        raw.method(0, "connection.blocked", Wire.bytes().shortstr("tired"));

        assertThat(raw.expectClosing())
                .isEqualTo(
                        Closing.connection(
                                504,
                                "CHANNEL_ERROR - unexpected method in connection state running",
                                "connection.blocked"));
    }

    // ---- Secrets ----

    @Test
    void newSecretOfAnInternalUserIsAlwaysOk(Client client) throws Exception {
        var raw = client.rawOpen();

        raw.method(0, "connection.update-secret", Wire.bytes().longstr("new").shortstr("why"));

        raw.expect(0, "connection.update-secret-ok");
        raw.openChannel(1);
    }

    // ---- The end ----

    @Test
    void closeIsConfirmed(Client client) throws Exception {
        var raw = client.rawOpen();

        raw.method(0, "connection.close", close());

        raw.expect(0, "connection.close-ok");
    }

    @Test
    void closeWithOpenChannelsIsConfirmed(Client client) throws Exception {
        var raw = client.rawOpen();
        raw.openChannel(1);
        raw.openChannel(2);

        raw.method(0, "connection.close", close());

        raw.expect(0, "connection.close-ok");
    }

    /// Several threads of a client may say close at once, and none of them may find the connection
    /// broken: the socket is the client's to close. The Go client's own tests look at this.
    @Test
    void everyFurtherCloseIsConfirmedToo(Client client) throws Exception {
        var raw = client.rawOpen();
        raw.method(0, "connection.close", close());
        raw.expect(0, "connection.close-ok");

        raw.method(0, "connection.close", close());
        raw.expect(0, "connection.close-ok");
        raw.method(1, "channel.open", Wire.bytes().shortstr(""));
        raw.method(0, "connection.close", close());

        raw.expect(0, "connection.close-ok");
    }

    @Test
    void afterAnErrorEverythingButCloseOkIsIgnored(Client client) throws Exception {
        var raw = client.rawOpen();
        raw.openChannel(1);
        raw.openChannel(2);
        raw.method(1, "channel.open", Wire.bytes().shortstr(""));
        assertThat(raw.expectClosing().code()).isEqualTo(504);

        raw.method(2, "queue.declare", RawAmqp.queueDeclare("", 4));
        raw.method(0, "connection.close-ok", Wire.bytes());

        assertThat(raw.isEnded()).isTrue();
    }

    @Test
    void closeAfterTheBrokersCloseIsConfirmedToo(Client client) throws Exception {
        var raw = client.rawOpen();
        raw.method(0, "channel.open", Wire.bytes().shortstr(""));
        assertThat(raw.expectClosing().code()).isEqualTo(504);

        raw.method(0, "connection.close", close());

        raw.expect(0, "connection.close-ok");
        raw.method(0, "connection.close-ok", Wire.bytes());
        assertThat(raw.isEnded()).isTrue();
    }

    @Test
    void closeOkWithoutACloseIsUnexpected(Client client) throws Exception {
        var raw = client.rawOpen();

        raw.method(0, "connection.close-ok", Wire.bytes());

        assertThat(raw.expectClosing())
                .isEqualTo(
                        Closing.connection(
                                504,
                                "CHANNEL_ERROR - unexpected method in connection state running",
                                "connection.close-ok"));
    }

    @Test
    void socketThatJustEndsRequeuesWhatWasUnacked(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        Client.fill(channel, queue, "one");
        var raw = client.rawOpen();
        raw.openChannel(1);
        raw.method(1, "basic.get", Wire.bytes().shortInt(0).shortstr(queue).octet(0));
        raw.expect(1, "basic.get-ok");

        raw.close();

        Awaitility.await().until(() -> Client.ready(channel, queue) == 1);
    }

    private static Wire close() {
        return Wire.bytes()
                .shortInt(AMQP.REPLY_SUCCESS)
                .shortstr("Goodbye")
                .shortInt(0)
                .shortInt(0);
    }
}
