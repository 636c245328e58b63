package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Closing;
import dev.warren.conformance.support.Conformance;
import dev.warren.conformance.support.RawAmqp;
import dev.warren.conformance.support.Wire;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// From the first eight bytes to `connection.open-ok`.
@Conformance
@Execution(ExecutionMode.CONCURRENT)
final class HandshakeIT {
    private static final Map<String, Object> TELL_ME = Map.of("authentication_failure_close", true);

    // ---- Protocol header ----

    @Test
    void protocolHeaderIsAnsweredWithStartOfVersionZeroNine(Client client) throws Exception {
        var raw = client.raw();

        raw.bytes(RawAmqp.header091());

        var start = raw.expect(0, "connection.start");
        assertThat(List.of(start.octet(), start.octet())).containsExactly(0, 9);
    }

    @Test
    void headerOfVersionZeroNineIsTakenForZeroNineOne(Client client) throws Exception {
        var raw = client.raw();

        raw.bytes(new byte[] {'A', 'M', 'Q', 'P', 1, 1, 0, 9});

        var start = raw.expect(0, "connection.start");
        assertThat(List.of(start.octet(), start.octet())).containsExactly(0, 9);
    }

    @Test
    void headerMayComeInPieces(Client client) throws Exception {
        var raw = client.raw();

        for (var octet : RawAmqp.header091()) {
            raw.bytes(new byte[] {octet});
        }

        raw.expect(0, "connection.start");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AMQP\0\0\12\0",
                "AMQP\0\0\11\2",
                "AMQP\1\1\0\12",
                "AMQP\0\1\0\0",
                "AMQP\3\1\0\0",
                "AMQP\2\1\0\0",
                "GET / HT",
                "garbage!"
            })
    void foreignHeaderIsAnsweredWithOursAndTheEnd(String header, Client client) throws Exception {
        var raw = client.raw();

        raw.bytes(header.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(raw.readToEnd()).isEqualTo(RawAmqp.header091());
    }

    // ---- Start ----

    @Test
    void startOffersPlainAndAmqplainAndOneLocale(Client client) throws Exception {
        var raw = client.raw();

        raw.bytes(RawAmqp.header091());

        var start = raw.expect(0, "connection.start");
        start.shortInt();
        start.table();
        assertThat(start.longstr().split(" ")).contains("PLAIN", "AMQPLAIN");
        assertThat(start.longstr()).isEqualTo("en_US");
    }

    @Test
    void serverPropertiesNameTheProductThatClientsLookFor(Client client) throws Exception {
        var properties = client.connection().getServerProperties();

        assertThat(properties)
                .containsKeys(
                        "capabilities",
                        "cluster_name",
                        "copyright",
                        "information",
                        "platform",
                        "version");
        assertThat(String.valueOf(properties.get("product"))).isEqualTo("RabbitMQ");
        assertThat(String.valueOf(properties.get("version"))).matches("\\d+\\.\\d+\\.\\d+.*");
    }

    @Test
    void serverPropertiesTellEveryCapability(Client client) throws Exception {
        var raw = client.raw();

        raw.bytes(RawAmqp.header091());

        var start = raw.expect(0, "connection.start");
        start.shortInt();
        assertThat(start.table().get("capabilities"))
                .isEqualTo(
                        Map.of(
                                "publisher_confirms", true,
                                "exchange_exchange_bindings", true,
                                "basic.nack", true,
                                "consumer_cancel_notify", true,
                                "connection.blocked", true,
                                "consumer_priorities", true,
                                "authentication_failure_close", true,
                                "per_consumer_qos", true,
                                "direct_reply_to", true));
    }

    // ---- Authentication ----

    @Test
    void amqplainLogsIn(Client client) throws Exception {
        var raw = client.raw();
        raw.bytes(RawAmqp.header091());
        raw.expect(0, "connection.start");

        raw.startOk(
                "AMQPLAIN", amqplain(client.target().user(), client.target().password()), Map.of());

        raw.expect(0, "connection.tune");
    }

    @Test
    void wrongPasswordIsToldToClientsThatUnderstand(Client client) throws Exception {
        var raw = client.raw();
        raw.bytes(RawAmqp.header091());
        raw.expect(0, "connection.start");

        raw.startOk("PLAIN", RawAmqp.plain(client.target().user(), "wrong"), TELL_ME);

        assertThat(raw.expectClosing())
                .isEqualTo(
                        Closing.connection(
                                403,
                                "ACCESS_REFUSED - Login was refused using authentication mechanism"
                                        + " PLAIN. For details see the broker logfile.",
                                Closing.NO_METHOD));
    }

    @Test
    void unknownUserIsToldTheSameAsAWrongPassword(Client client) throws Exception {
        var raw = client.raw();
        raw.bytes(RawAmqp.header091());
        raw.expect(0, "connection.start");

        raw.startOk("AMQPLAIN", amqplain("nobody-of-that-name", "wrong"), TELL_ME);

        assertThat(raw.expectClosing())
                .isEqualTo(
                        Closing.connection(
                                403,
                                "ACCESS_REFUSED - Login was refused using authentication mechanism"
                                        + " AMQPLAIN. For details see the broker logfile.",
                                Closing.NO_METHOD));
    }

    @Test
    void blankPasswordIsRefused(Client client) throws Exception {
        var raw = client.raw();
        raw.bytes(RawAmqp.header091());
        raw.expect(0, "connection.start");

        raw.startOk("PLAIN", RawAmqp.plain(client.target().user(), ""), TELL_ME);

        assertThat(raw.expectClosing().code()).isEqualTo(403);
    }

    @Test
    void otherClientsSeeOnlyTheSocketEnd(Client client) throws Exception {
        var raw = client.raw();
        raw.bytes(RawAmqp.header091());
        raw.expect(0, "connection.start");

        raw.startOk("PLAIN", RawAmqp.plain(client.target().user(), "wrong"), Map.of());

        assertThat(raw.expectClosing()).isEqualTo(Closing.silent());
    }

    @Test
    void unknownMechanismIsInvalid(Client client) throws Exception {
        var raw = client.raw();
        raw.bytes(RawAmqp.header091());
        raw.expect(0, "connection.start");

        raw.startOk("SMOKE-SIGNALS", new byte[0], Map.of());

        assertRefused(
                raw.expectClosing(),
                Closing.connection(
                        503,
                        "COMMAND_INVALID - unknown authentication mechanism" + " 'SMOKE-SIGNALS'",
                        "connection.start-ok"));
    }

    @Test
    void mechanismThatIsNotOfferedIsInvalid(Client client) throws Exception {
        var raw = client.raw();
        raw.bytes(RawAmqp.header091());
        raw.expect(0, "connection.start");

        raw.startOk("RABBIT-CR-DEMO", new byte[0], Map.of());

        assertRefused(
                raw.expectClosing(),
                Closing.connection(
                        503,
                        "COMMAND_INVALID - invalid authentication mechanism" + " 'RABBIT-CR-DEMO'",
                        "connection.start-ok"));
    }

    @Test
    void malformedPlainResponseIsASyntaxError(Client client) throws Exception {
        var raw = client.raw();
        raw.bytes(RawAmqp.header091());
        raw.expect(0, "connection.start");

        raw.startOk("PLAIN", "guest guest".getBytes(StandardCharsets.UTF_8), Map.of());

        assertRefused(
                raw.expectClosing(),
                Closing.connection(502, "SYNTAX_ERROR - response invalid", "connection.start-ok"));
    }

    @Test
    void malformedAmqplainResponseIsASyntaxError(Client client) throws Exception {
        var raw = client.raw();
        raw.bytes(RawAmqp.header091());
        raw.expect(0, "connection.start");

        raw.startOk("AMQPLAIN", tableEntries(Map.of("LOGIN", "guest")), Map.of());

        assertRefused(
                raw.expectClosing(),
                Closing.connection(
                        502,
                        "SYNTAX_ERROR - AMQPLAIN auth info is missing LOGIN or PASSWORD field",
                        "connection.start-ok"));
    }

    @Test
    void startOkBeyondTheInitialFrameSizeIsRefused(Client client) throws Exception {
        var raw = client.raw();
        raw.bytes(RawAmqp.header091());
        raw.expect(0, "connection.start");

        raw.startOk("PLAIN", new byte[5000], Map.of());

        assertThat(raw.expectClosing().code()).isIn(0, 501);
    }

    // ---- Tune ----

    @Test
    void tuneProposesTheUsualLimits(Client client) throws Exception {
        var raw = client.raw();

        raw.login(Map.of());

        var tune = raw.expect(0, "connection.tune");
        assertThat(tune.shortInt()).isEqualTo(2047);
        assertThat(tune.longInt()).isEqualTo(131_072);
        assertThat(tune.shortInt()).isEqualTo(60);
    }

    @Test
    void smallestFrameSizeIsAccepted(Client client) throws Exception {
        var raw = client.raw();
        raw.login(Map.of());
        raw.expect(0, "connection.tune");

        raw.tuneOk(10, 4096, 0);
        raw.openVhost(client.target().vhost());

        raw.expect(0, "connection.open-ok");
    }

    @Test
    void frameSizeBelowTheProtocolsMinimumIsNotAllowed(Client client) throws Exception {
        assertRefused(
                tuned(client, 10, 4095, 0),
                Closing.connection(
                        530,
                        "NOT_ALLOWED - negotiated frame_max = 4095 is lower than the"
                                + " minimum allowed value (4096)",
                        "connection.tune-ok"));
    }

    @Test
    void frameSizeAboveTheOfferIsNotAllowed(Client client) throws Exception {
        assertRefused(
                tuned(client, 10, 131_073, 0),
                Closing.connection(
                        530,
                        "NOT_ALLOWED - negotiated frame_max = 131073 is higher than the"
                                + " maximum allowed value (131072)",
                        "connection.tune-ok"));
    }

    @Test
    void unlimitedFrameSizeCountsAsHigher(Client client) throws Exception {
        assertRefused(
                tuned(client, 10, 0, 0),
                Closing.connection(
                        530,
                        "NOT_ALLOWED - negotiated frame_max = 0 is higher than the"
                                + " maximum allowed value (131072)",
                        "connection.tune-ok"));
    }

    @Test
    void moreChannelsThanOfferedAreNotAllowed(Client client) throws Exception {
        assertRefused(
                tuned(client, 2048, 131_072, 0),
                Closing.connection(
                        530,
                        "NOT_ALLOWED - negotiated channel_max = 2048 is higher than the"
                                + " maximum allowed value (2047)",
                        "connection.tune-ok"));
    }

    @Test
    void unlimitedChannelsCountAsHigher(Client client) throws Exception {
        assertRefused(
                tuned(client, 0, 131_072, 0),
                Closing.connection(
                        530,
                        "NOT_ALLOWED - negotiated channel_max = 0 is higher than the"
                                + " maximum allowed value (2047)",
                        "connection.tune-ok"));
    }

    @Test
    void heartbeatMayBeAnyTheClientChooses(Client client) throws Exception {
        var raw = client.raw();
        raw.login(Map.of());
        raw.expect(0, "connection.tune");

        raw.tuneOk(10, 131_072, 65_535);
        raw.openVhost(client.target().vhost());

        raw.expect(0, "connection.open-ok");
    }

    // ---- Open ----

    @Test
    void openOkCarriesNoHosts(Client client) throws Exception {
        var raw = client.raw();
        raw.login(Map.of());
        raw.expect(0, "connection.tune");
        raw.tuneOk(10, 131_072, 0);

        raw.openVhost(client.target().vhost());

        assertThat(raw.expect(0, "connection.open-ok").shortstr()).isEmpty();
    }

    @Test
    void missingVhostIsNotAllowed(Client client) throws Exception {
        var raw = client.raw();
        raw.login(Map.of());
        raw.expect(0, "connection.tune");
        raw.tuneOk(10, 131_072, 0);

        raw.openVhost("no-such-vhost");

        assertThat(raw.expectClosing())
                .isEqualTo(
                        Closing.connection(
                                530,
                                "NOT_ALLOWED - vhost no-such-vhost not found",
                                "connection.open"));
    }

    // ---- Time ----

    @Test
    @Tag("slow")
    void unfinishedHandshakeEndsAfterTenSeconds(Client client) throws Exception {
        var silent = client.raw();
        var halfway = client.raw();
        halfway.login(Map.of());
        halfway.expect(0, "connection.tune");

        assertThat(silent.readToEnd()).isEmpty();
        assertThat(halfway.expectClosing()).isEqualTo(Closing.silent());
    }

    /// Until a connection is open, RabbitMQ answers a mistake with three seconds of silence and the
    /// end of the socket, and only its log has the text. A broker may say it to the client.
    static void assertRefused(Closing closing, Closing spoken) {
        assertThat(closing).isIn(Closing.silent(), spoken);
    }

    private static Closing tuned(Client client, int channelMax, long frameMax, int heartbeat)
            throws Exception {
        var raw = client.raw();
        raw.login(Map.of());
        raw.expect(0, "connection.tune");
        raw.tuneOk(channelMax, frameMax, heartbeat);
        return raw.expectClosing();
    }

    /// AMQPLAIN's response is a field table without its length.
    private static byte[] amqplain(String user, String password) {
        return tableEntries(Map.of("LOGIN", user, "PASSWORD", password));
    }

    private static byte[] tableEntries(Map<String, Object> table) {
        var bytes = Wire.bytes().table(table).toByteArray();
        return Arrays.copyOfRange(bytes, 4, bytes.length);
    }
}
