package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Closing;
import dev.warren.conformance.support.Conformance;
import dev.warren.conformance.support.RawAmqp;
import dev.warren.conformance.support.Wire;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Methods of a handshake, and others, when it is not their turn.
@Conformance
@Execution(ExecutionMode.CONCURRENT)
final class HandshakeOrderIT {

    @Test
    void otherMethodInsteadOfStartOkIsAChannelError(Client client) throws Exception {
        var raw = client.raw();
        raw.bytes(RawAmqp.header091());
        raw.expect(0, "connection.start");

        raw.openVhost(client.target().vhost());

        HandshakeIT.assertRefused(
                raw.expectClosing(),
                Closing.connection(
                        504,
                        "CHANNEL_ERROR - unexpected method in connection state starting",
                        "connection.open"));
    }

    @Test
    void openInsteadOfTuneOkIsAChannelError(Client client) throws Exception {
        var raw = client.raw();
        raw.login(Map.of());
        raw.expect(0, "connection.tune");

        raw.openVhost(client.target().vhost());

        HandshakeIT.assertRefused(
                raw.expectClosing(),
                Closing.connection(
                        504,
                        "CHANNEL_ERROR - unexpected method in connection state tuning",
                        "connection.open"));
    }

    @Test
    void secondTuneOkIsAChannelError(Client client) throws Exception {
        var raw = client.raw();
        raw.login(Map.of());
        raw.expect(0, "connection.tune");
        raw.tuneOk(10, 131_072, 0);

        raw.tuneOk(10, 131_072, 0);

        assertThat(raw.expectClosing())
                .isEqualTo(
                        Closing.connection(
                                504,
                                "CHANNEL_ERROR - unexpected method in connection state opening",
                                "connection.tune-ok"));
    }

    @Test
    void secondOpenIsAChannelError(Client client) throws Exception {
        var raw = client.rawOpen();

        raw.openVhost(client.target().vhost());

        assertThat(raw.expectClosing())
                .isEqualTo(
                        Closing.connection(
                                504,
                                "CHANNEL_ERROR - unexpected method in connection state running",
                                "connection.open"));
    }

    @Test
    void channelBeforeTheConnectionIsOpenIsUnexpected(Client client) throws Exception {
        var raw = client.raw();
        raw.login(Map.of());
        raw.expect(0, "connection.tune");

        raw.method(1, "channel.open", Wire.bytes().shortstr(""));

        assertThat(raw.expectClosing().code()).isIn(0, 504, 505);
    }

    @Test
    void closeBeforeTheConnectionIsOpenEndsIt(Client client) throws Exception {
        var raw = client.raw();
        raw.login(Map.of());
        raw.expect(0, "connection.tune");

        raw.method(
                0,
                "connection.close",
                Wire.bytes().shortInt(200).shortstr("Goodbye").shortInt(0).shortInt(0));

        assertThat(raw.expectClosing()).isEqualTo(Closing.silent());
    }

    @Test
    void newSecretBeforeTheConnectionIsOpenIsAChannelError(Client client) throws Exception {
        var raw = client.raw();
        raw.login(Map.of());
        raw.expect(0, "connection.tune");

        raw.method(
                0, "connection.update-secret", Wire.bytes().longstr("new").shortstr("no reason"));

        HandshakeIT.assertRefused(
                raw.expectClosing(),
                Closing.connection(
                        504,
                        "CHANNEL_ERROR - unexpected method in connection state tuning",
                        "connection.update-secret"));
    }
}
