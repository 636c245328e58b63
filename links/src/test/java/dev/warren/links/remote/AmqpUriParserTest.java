package dev.warren.links.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmqpUriParserTest {

    private static AmqpUri parse(String text) throws UriSyntaxException {
        return AmqpUriParser.parse(text, "standard");
    }

    @ParameterizedTest
    @CsvSource({
        "amqp://h,                      h,         5672, standard",
        "amqps://h,                     h,         5671, standard",
        "AMQP://h:1,                    h,         1,    standard",
        "amqp://h/,                     h,         5672, ''",
        "amqp://h/v,                    h,         5672, v",
        "amqp://h/%2f,                  h,         5672, /",
        "amqp://u:p@h/a%20b,            h,         5672, a b",
        "amqp://[::1]:7/v,              ::1,       7,    v",
        "amqp://u:p%40ss@h:2?heartbeat=3, h,       2,    standard",
        "amqp://u:p/s?s@h:2/v,          h,         2,    v",
    })
    void aPlaceAndAVirtualHostAreRead(String text, String host, int port, String vhost)
            throws UriSyntaxException {
        AmqpUri uri = parse(text);

        assertThat(uri.address()).isEqualTo(new AmqpUri.Address(host, port));
        assertThat(uri.vhost()).isEqualTo(vhost);
    }

    @ParameterizedTest
    @CsvSource({"amqp://, standard", "amqp:///v, v", "amqp:///%2F, /", "amqp://ann@/v, v"})
    void withoutAHostItIsThisBroker(String text, String vhost) throws UriSyntaxException {
        AmqpUri uri = parse(text);

        assertThat(uri.isLocal()).isTrue();
        assertThat(uri.vhost()).isEqualTo(vhost);
    }

    @Test
    void userAndPasswordAreDecoded() throws UriSyntaxException {
        assertThat(parse("amqp://a%40b:c%3Ad@h").login())
                .isEqualTo(new AmqpUri.Login("a@b", "c:d"));
        assertThat(parse("amqp://ann@h").login()).isEqualTo(new AmqpUri.Login("ann", null));
        assertThat(parse("amqp://h").login()).isNull();
    }

    @Test
    void parametersTuneTheConnection() throws UriSyntaxException {
        AmqpUri.Tuning tuning =
                parse(
                                "amqp://h?heartbeat=5&connection_timeout=700&channel_max=9"
                                        + "&auth_mechanism=external&auth_mechanism=amqplain&else=1")
                        .tuning();

        assertThat(tuning.heartbeatSeconds()).isEqualTo(5);
        assertThat(tuning.connectionTimeoutMillis()).isEqualTo(700);
        assertThat(tuning.channelMax()).isEqualTo(9);
        assertThat(tuning.mechanisms()).containsExactly("EXTERNAL", "PLAIN");
    }

    @Test
    void whoNamesAnAuthorityWantsItAsked() throws UriSyntaxException {
        assertThat(parse("amqps://h").tls()).matches(tls -> tls != null && !tls.verifies());
        assertThat(parse("amqps://h?cacertfile=/c").tls())
                .matches(tls -> tls != null && tls.verifies());
        assertThat(parse("amqps://h?cacertfile=/c&verify=verify_none").tls())
                .matches(tls -> tls != null && !tls.verifies());
        assertThat(parse("amqp://h?verify=verify_peer").tls()).isNull();
    }

    @Test
    void localUrisMayNameAUser() throws UriSyntaxException {
        AmqpUri uri = parse("amqp://ann@/second");

        assertThat(uri.isLocal()).isTrue();
        assertThat(uri.login()).isEqualTo(new AmqpUri.Login("ann", null));
        assertThat(uri.vhost()).isEqualTo("second");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "h",
                "http://h",
                "amqp:h",
                "amqp://h:x",
                "amqp://h:99999",
                "amqp://h/a/b",
                "amqp://h/%2",
                "amqp://h/%zz",
                "amqp://[::1",
                "amqp://h?heartbeat=soon",
                "amqp://h?heartbeat=-1",
                "amqp://h?auth_mechanism=magic",
                "amqps://h?verify=maybe",
                "amqps://h?server_name_indication=.."
            })
    void whatIsNoUriIsRefused(String text) {
        assertThatExceptionOfType(UriSyntaxException.class).isThrownBy(() -> parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "amqp://u:secret@h:1/v?password=secret, amqp://h:1/v",
        "amqp://u:secret@/v,                    amqp:///v",
        "amqp://,                               amqp://",
        "amqp://h,                              amqp://h",
    })
    void whatIsShownHasNoPassword(String text, String shown) throws UriSyntaxException {
        assertThat(parse(text).shown()).isEqualTo(shown);
        assertThat(parse(text).toString()).isEqualTo(shown);
        assertThat(AmqpUriParser.masked(text)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "http://u:secret@h/x, http://h/x",
        "u:secret@h,          h",
        "plain text,          plain text",
        "amqp://h?key=secret, amqp://h",
    })
    void whatIsNoUriIsMaskedTheSame(String text, String shown) {
        assertThat(AmqpUriParser.masked(text)).isEqualTo(shown);
    }
}
