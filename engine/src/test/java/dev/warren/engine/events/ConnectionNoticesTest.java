package dev.warren.engine.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue.Int32;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.events.Endpoints.Endpoint;
import dev.warren.engine.traffic.ChannelCounters;
import dev.warren.engine.traffic.ConnectionCounters;
import dev.warren.engine.traffic.LaneTraffic;
import org.junit.jupiter.api.Test;

/// The headers are those that RabbitMQ 3.10.8 was seen to send.
class ConnectionNoticesTest {

    private static final Endpoints ENDS =
            new Endpoints(
                    "1.2.3.4:5 -> 6.7.8.9:5672",
                    new Endpoint("1.2.3.4", 5),
                    new Endpoint("6.7.8.9", 5672));
    private static final FieldTable PROPERTIES =
            FieldTable.EMPTY.with("connection_name", "named one");
    private static final LaneTraffic LANE = new LaneTraffic();
    private static final ChannelFacts CHANNEL =
            new ChannelFacts(17, ENDS.name(), 3, "guest", "/", new ChannelCounters(LANE));

    @Test
    void connectionIsOpened() {
        var connection =
                new ConnectionFacts(
                        17,
                        ENDS,
                        new ConnectionFacts.Client("guest", "/", "PLAIN", PROPERTIES),
                        new ConnectionFacts.Tuning(2047, 131_072, 60),
                        1_000,
                        new ConnectionCounters(LANE));

        assertThat(Told.of(new Event.ConnectionOpened(connection)))
                .containsExactly(
                        "connection.created node=warren@here connected_at=1000L"
                                + " client_properties=[{<<\"connection_name\">>,longstr,<<\"named"
                                + " one\">>}] channel_max=2047L frame_max=131072L timeout=60L"
                                + " vhost=/ user=guest protocol={0,9,1} ssl_hash= ssl_cipher="
                                + " ssl_key_exchange= ssl_protocol= auth_mechanism=PLAIN"
                                + " peer_cert_validity= peer_cert_issuer= peer_cert_subject="
                                + " ssl=false peer_host=1.2.3.4 host=6.7.8.9 peer_port=5L"
                                + " port=5672L name=1.2.3.4:5 -> 6.7.8.9:5672 pid=17 type=network"
                                + " user_provided_name=named one");
    }

    @Test
    void protectedConnectionTellsHow() {
        var tls =
                new TlsFacts(
                        "tlsv1.3",
                        new TlsFacts.Suite("any", "aes_256_gcm", "aead"),
                        new TlsFacts.Certificate("CN=ann", "CN=authority", "then - later"));
        var ends = new Endpoints(ENDS.name(), ENDS.peer(), ENDS.own(), tls);
        var connection =
                new ConnectionFacts(
                        17,
                        ends,
                        new ConnectionFacts.Client("guest", "/", "EXTERNAL", PROPERTIES),
                        new ConnectionFacts.Tuning(2047, 131_072, 60),
                        1_000,
                        new ConnectionCounters(LANE));

        assertThat(Told.of(new Event.ConnectionOpened(connection)).getFirst())
                .contains(
                        "ssl_hash=aead ssl_cipher=aes_256_gcm ssl_key_exchange=any"
                                + " ssl_protocol=tlsv1.3 auth_mechanism=EXTERNAL"
                                + " peer_cert_validity=then - later peer_cert_issuer=CN=authority"
                                + " peer_cert_subject=CN=ann ssl=true");
        assertThat(Told.of(new Event.LoginAccepted(ends, "EXTERNAL", "ann")).getFirst())
                .contains("ssl=true");
    }

    @Test
    void connectionThatSaidNothingOfItselfIsClosed() {
        assertThat(Told.of(new Event.ConnectionClosed(17, ENDS, FieldTable.EMPTY)))
                .containsExactly(
                        "connection.closed client_properties=[] node=warren@here pid=17"
                                + " name=1.2.3.4:5 -> 6.7.8.9:5672");
    }

    @Test
    void connectionWithANameOfItsOwnIsClosed() {
        assertThat(Told.of(new Event.ConnectionClosed(17, ENDS, PROPERTIES)).getFirst())
                .endsWith(" user_provided_name=named one");
    }

    @Test
    void channels() {
        assertThat(Told.of(new Event.ChannelOpened(CHANNEL)))
                .containsExactly(
                        "channel.created vhost=/ user=guest number=3L connection=17"
                                + " name=1.2.3.4:5 -> 6.7.8.9:5672 (3) pid=17.3");
        assertThat(Told.of(new Event.ChannelClosed(CHANNEL)))
                .containsExactly("channel.closed pid=17.3");
    }

    @Test
    void consumers() {
        var consumer =
                new ConsumerFacts(
                        ShortString.of("q"),
                        ShortString.of("tag"),
                        false,
                        true,
                        7,
                        FieldTable.EMPTY.with("x-priority", new Int32(3)));

        assertThat(Told.of(new Event.ConsumerAdded(CHANNEL, consumer)))
                .containsExactly(
                        "consumer.created arguments=[{<<\"x-priority\">>,signedint,3}]"
                                + " prefetch_count=7L queue=q vhost=/ channel=17.3"
                                + " ack_required=true exclusive=true consumer_tag=tag");
        assertThat(Told.of(new Event.ConsumerRemoved(CHANNEL, consumer.queue(), consumer.tag())))
                .containsExactly("consumer.deleted queue=q vhost=/ channel=17.3 consumer_tag=tag");
    }

    @Test
    void logins() {
        String ends =
                "ssl=false auth_mechanism=PLAIN protocol={0,9,1} peer_port=5L peer_host=1.2.3.4"
                        + " connection_name=1.2.3.4:5 -> 6.7.8.9:5672 host=6.7.8.9 name=u"
                        + " connection_type=network";

        assertThat(Told.of(new Event.LoginAccepted(ENDS, "PLAIN", "u")))
                .containsExactly("user.authentication.success " + ends);
        assertThat(Told.of(new Event.LoginRefused(ENDS, "PLAIN", "u", "no such user")))
                .containsExactly("user.authentication.failure error=no such user " + ends);
    }

    @Test
    void alarms() {
        assertThat(Told.of(new Event.AlarmSet("memory")))
                .containsExactly("alarm.set node=warren@here source=memory");
        assertThat(Told.of(new Event.AlarmCleared("disk")))
                .containsExactly("alarm.cleared node=warren@here source=disk");
    }
}
