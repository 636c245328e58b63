package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.impl.LongStringHelper;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Closing;
import dev.warren.conformance.support.Conformance;
import dev.warren.conformance.support.RawAmqp;
import dev.warren.conformance.support.RawFrame;
import dev.warren.conformance.support.Wire;
import java.math.BigDecimal;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What stands in a content header comes out as it went in, or is refused.
@Conformance
@SuppressWarnings("JavaUtilDate") // the Java client's type for a timestamp
final class PropertiesIT {
    private static final byte[] NOT_UTF8 = {(byte) 0xFF, (byte) 0xFE, 'x', (byte) 0xC3};

    @Test
    void allFourteenPropertiesComeBack(Client client) throws Exception {
        var properties =
                new AMQP.BasicProperties.Builder()
                        .contentType("application/json")
                        .contentEncoding("utf-8")
                        .headers(Map.of("key", LongStringHelper.asLongString("value")))
                        .deliveryMode(2)
                        .priority(9)
                        .correlationId("correlation")
                        .replyTo("reply")
                        .expiration("3600000")
                        .messageId("message")
                        .timestamp(new Date(1_700_000_000_000L))
                        .type("type")
                        .userId(client.target().user())
                        .appId("app")
                        .clusterId("cluster")
                        .build();

        assertThat(roundTrip(client, properties)).isEqualTo(properties);
    }

    @Test
    void noPropertiesComeBackAsNone(Client client) throws Exception {
        assertThat(roundTrip(client, new AMQP.BasicProperties()))
                .isEqualTo(new AMQP.BasicProperties());
    }

    @Test
    void emptyPropertiesStayPresent(Client client) throws Exception {
        var properties =
                new AMQP.BasicProperties.Builder()
                        .contentType("")
                        .headers(Map.of())
                        .deliveryMode(1)
                        .priority(0)
                        .messageId("")
                        .build();

        assertThat(roundTrip(client, properties)).isEqualTo(properties);
    }

    @Test
    void headersOfEveryTypeThatTheJavaClientSendsComeBack(Client client) throws Exception {
        var headers = new HashMap<String, Object>();
        headers.put("string", LongStringHelper.asLongString("中文"));
        headers.put("byte", (byte) -7);
        headers.put("short", (short) -300);
        headers.put("int", -70_000);
        headers.put("long", Long.MIN_VALUE);
        headers.put("float", 1.5f);
        headers.put("double", -2.25d);
        headers.put("decimal", new BigDecimal("12.34"));
        headers.put("boolean", true);
        headers.put("date", new Date(1_700_000_000_000L));
        headers.put("void", null);
        headers.put("list", List.of(1, LongStringHelper.asLongString("two"), List.of(3L)));
        headers.put("table", Map.of("inner", Map.of("deep", 1)));

        var properties = new AMQP.BasicProperties.Builder().headers(headers).build();

        assertThat(roundTrip(client, properties).getHeaders()).isEqualTo(headers);
    }

    @Test
    void contentHeaderComesBackBitForBit(Client client) throws Exception {
        var raw = open(client);
        var queue = client.name("queue");
        raw.declareQueue(1, queue);
        var properties = Wire.bytes().shortInt(0x2000).longstr(everyFieldType()).toByteArray();

        raw.method(1, "basic.publish", RawAmqp.publish("", queue));
        raw.frame(RawFrame.HEADER, 1, header(properties));

        assertThat(getHeader(raw, queue)).isEqualTo(header(properties).toByteArray());
    }

    @Test
    void contentHeaderComesBackBitForBitThroughAHeadersExchange(Client client) throws Exception {
        var raw = open(client);
        var queue = client.name("queue");
        raw.declareQueue(1, queue);
        raw.method(
                1,
                "queue.bind",
                Wire.bytes()
                        .shortInt(0)
                        .shortstr(queue)
                        .shortstr("amq.headers")
                        .shortstr("")
                        .octet(0)
                        .table(Map.of("only-this-test", queue)));
        raw.expect(1, "queue.bind-ok");
        var table =
                Wire.bytes()
                        .raw(everyFieldType())
                        .shortstr("only-this-test")
                        .octet('S')
                        .longstr(queue);
        var properties = Wire.bytes().shortInt(0x2000).longstr(table.toByteArray()).toByteArray();

        raw.method(1, "basic.publish", RawAmqp.publish("amq.headers", ""));
        raw.frame(RawFrame.HEADER, 1, header(properties));

        assertThat(getHeader(raw, queue)).isEqualTo(header(properties).toByteArray());
    }

    @Test
    void duplicateHeaderKeysComeBackAsTheyWere(Client client) throws Exception {
        var raw = open(client);
        var queue = client.name("queue");
        raw.declareQueue(1, queue);
        var table =
                Wire.bytes()
                        .shortstr("k")
                        .octet('I')
                        .longInt(1)
                        .shortstr("k")
                        .octet('I')
                        .longInt(2);
        var properties = Wire.bytes().shortInt(0x2000).longstr(table.toByteArray()).toByteArray();

        raw.method(1, "basic.publish", RawAmqp.publish("", queue));
        raw.frame(RawFrame.HEADER, 1, header(properties));

        assertThat(getHeader(raw, queue)).isEqualTo(header(properties).toByteArray());
    }

    @Test
    void stringPropertiesNeedNotBeUtf8(Client client) throws Exception {
        var raw = open(client);
        var queue = client.name("queue");
        raw.declareQueue(1, queue);
        // content-type, correlation-id and message-id
        var properties =
                Wire.bytes()
                        .shortInt(0x8000 | 0x0400 | 0x0080)
                        .shortstr(NOT_UTF8)
                        .shortstr(NOT_UTF8)
                        .shortstr(NOT_UTF8)
                        .toByteArray();

        raw.method(1, "basic.publish", RawAmqp.publish("", queue));
        raw.frame(RawFrame.HEADER, 1, header(properties));

        assertThat(getHeader(raw, queue)).isEqualTo(header(properties).toByteArray());
    }

    // ---- Refused ----

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            delimiter = '|',
            value = {
                "foobar     | no_integer",
                "''         | no_integer",
                "-1         | {value_negative,-1}",
                "12foobar   | {leftover_string,\"foobar\"}",
                "1.5        | {leftover_string,\".5\"}",
                "315360000001 | {value_too_large,315360000001}"
            })
    void expirationHasToBeANumber(String expiration, String reason, Client client)
            throws Exception {
        var properties = new AMQP.BasicProperties.Builder().expiration(expiration).build();

        assertThat(refused(client, properties))
                .isEqualTo(
                        Closing.channel(
                                406,
                                "PRECONDITION_FAILED - invalid expiration '"
                                        + expiration
                                        + "': "
                                        + reason,
                                "basic.publish"));
    }

    @Test
    void userIdHasToBeTheLogin(Client client) throws Exception {
        var properties = new AMQP.BasicProperties.Builder().userId("somebody").build();

        assertThat(refused(client, properties))
                .isEqualTo(
                        Closing.channel(
                                406,
                                "PRECONDITION_FAILED - user_id property set to 'somebody' but"
                                        + " authenticated user was '"
                                        + client.target().user()
                                        + "'",
                                "basic.publish"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 255})
    void deliveryModeHasToBeOneOrTwo(int mode, Client client) throws Exception {
        var properties = new AMQP.BasicProperties.Builder().deliveryMode(mode).build();

        assertThat(refused(client, properties))
                .isEqualTo(
                        Closing.channel(
                                406,
                                "PRECONDITION_FAILED - invalid message: {delivery_mode_unknown,"
                                        + mode
                                        + "}",
                                "basic.publish"));
    }

    @Test
    void routingKeyOfAMessageNeedNotBeUtf8(Client client) throws Exception {
        var raw = open(client);
        var queue = client.name("queue");
        raw.declareQueue(1, queue);
        var exchange = client.exchange(client.channel(), "topic");
        raw.method(
                1,
                "queue.bind",
                Wire.bytes()
                        .shortInt(0)
                        .shortstr(queue)
                        .shortstr(exchange)
                        .shortstr("#")
                        .octet(0)
                        .table(Map.of()));
        raw.expect(1, "queue.bind-ok");

        raw.method(
                1,
                "basic.publish",
                Wire.bytes().shortInt(0).shortstr(exchange).shortstr(NOT_UTF8).octet(0));
        raw.contentHeader(1, 60, 0);

        raw.method(1, "basic.get", Wire.bytes().shortInt(0).shortstr(queue).octet(1));
        var got = raw.expect(1, "basic.get-ok");
        got.longLong();
        got.octet();
        got.shortstr();
        assertThat(got.rest()).startsWith(Wire.bytes().shortstr(NOT_UTF8).toByteArray());
    }

    @Test
    void routingKeyOfABindingHasToBeUtf8(Client client) throws Exception {
        var raw = open(client);
        var queue = client.name("queue");
        raw.declareQueue(1, queue);

        raw.method(1, "queue.bind", bind(queue, NOT_UTF8));

        assertThat(raw.expectClosing()).isEqualTo(malformedText());
    }

    @Test
    void nameOfAQueueHasToBeUtf8(Client client) throws Exception {
        var raw = open(client);

        raw.method(
                1,
                "queue.declare",
                Wire.bytes().shortInt(0).shortstr(NOT_UTF8).octet(0b100).table(Map.of()));

        assertThat(raw.expectClosing()).isEqualTo(malformedText());
    }

    @Test
    void consumerTagHasToBeUtf8(Client client) throws Exception {
        var raw = open(client);
        var queue = client.name("queue");
        raw.declareQueue(1, queue);

        raw.method(
                1,
                "basic.consume",
                Wire.bytes()
                        .shortInt(0)
                        .shortstr(queue)
                        .shortstr(NOT_UTF8)
                        .octet(0)
                        .table(Map.of()));

        assertThat(raw.expectClosing()).isEqualTo(malformedText());
    }

    @Test
    void keyOfAnArgumentNeedNotBeUtf8(Client client) throws Exception {
        var raw = open(client);
        var arguments = Wire.bytes().shortstr(NOT_UTF8).octet('t').octet(1).toByteArray();

        raw.method(
                1,
                "queue.declare",
                Wire.bytes()
                        .shortInt(0)
                        .shortstr(client.name("queue"))
                        .octet(0b100)
                        .longstr(arguments));

        raw.expect(1, "queue.declare-ok");
    }

    private static AMQP.BasicProperties roundTrip(Client client, AMQP.BasicProperties properties)
            throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        Client.publish(channel, "", queue, properties, "body");
        return Client.get(channel, queue).getProps();
    }

    private static Closing refused(Client client, AMQP.BasicProperties properties)
            throws Exception {
        Channel channel = client.channel();
        return client.failure(
                channel, () -> channel.basicPublish("", "nowhere", properties, new byte[1]));
    }

    private static Closing malformedText() {
        return Closing.connection(
                501, "FRAME_ERROR - Malformed UTF-8 in shortstr", Closing.NO_METHOD);
    }

    private static RawAmqp open(Client client) throws Exception {
        var raw = client.rawOpen();
        raw.openChannel(1);
        return raw;
    }

    /// A content header of a message without a body.
    private static Wire header(byte[] flagsAndProperties) {
        return Wire.bytes().shortInt(60).shortInt(0).longLong(0).raw(flagsAndProperties);
    }

    private static byte[] getHeader(RawAmqp raw, String queue) throws Exception {
        raw.method(1, "basic.get", Wire.bytes().shortInt(0).shortstr(queue).octet(1));
        raw.expect(1, "basic.get-ok");
        return raw.read().payload().rest();
    }

    private static Wire bind(String queue, byte[] key) {
        return Wire.bytes()
                .shortInt(0)
                .shortstr(queue)
                .shortstr("amq.direct")
                .shortstr(key)
                .octet(0)
                .table(Map.of());
    }

    /// The entries of a table with one field of each type that RabbitMQ knows.
    private static byte[] everyFieldType() {
        return Wire.bytes()
                .shortstr("b")
                .octet('b')
                .octet(0x80)
                .shortstr("B")
                .octet('B')
                .octet(0xFF)
                .shortstr("s")
                .octet('s')
                .shortInt(0x8000)
                .shortstr("u")
                .octet('u')
                .shortInt(0xFFFF)
                .shortstr("I")
                .octet('I')
                .longInt(0x80000000L)
                .shortstr("i")
                .octet('i')
                .longInt(0xFFFFFFFFL)
                .shortstr("l")
                .octet('l')
                .longLong(Long.MIN_VALUE)
                .shortstr("f")
                .octet('f')
                .longInt(0x3FC00000)
                .shortstr("d")
                .octet('d')
                .longLong(0x3FF8000000000000L)
                .shortstr("D")
                .octet('D')
                .octet(2)
                .longInt(1234)
                .shortstr("T")
                .octet('T')
                .longLong(1_700_000_000L)
                .shortstr("t")
                .octet('t')
                .octet(1)
                .shortstr("V")
                .octet('V')
                .shortstr("S")
                .octet('S')
                .longstr(NOT_UTF8)
                .shortstr("x")
                .octet('x')
                .longstr(NOT_UTF8)
                .shortstr("A")
                .octet('A')
                .longstr(Wire.bytes().octet('t').octet(0).toByteArray())
                .shortstr("F")
                .octet('F')
                .table(Map.of("inner", 1))
                .shortstr(NOT_UTF8)
                .octet('t')
                .octet(1)
                .toByteArray();
    }
}
