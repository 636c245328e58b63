package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Conformance;
import dev.warren.conformance.support.RawAmqp;
import dev.warren.conformance.support.Wire;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever one peer sends, the broker goes on serving the others.
@Conformance
final class BadInputIT {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void garbageInPlaceOfAHeader(long seed, Client client) throws Exception {
        var raw = client.raw();

        send(raw, random(seed, 10_000));

        assertServes(client);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
    void garbageAfterTheHeader(long seed, Client client) throws Exception {
        var raw = client.raw();
        raw.bytes(RawAmqp.header091());

        send(raw, random(seed, 10_000));

        assertServes(client);
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28})
    void garbageOnAnOpenConnection(long seed, Client client) throws Exception {
        var raw = client.rawOpen();
        raw.openChannel(1);

        send(raw, random(seed, 100_000));

        assertServes(client);
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33, 34, 35, 36, 37, 38})
    void methodsWithGarbageForArguments(long seed, Client client) throws Exception {
        var raw = client.rawOpen();
        raw.openChannel(1);

        raw.method(1, "queue.declare", Wire.bytes().raw(random(seed, 200)));

        assertServes(client);
    }

    @Test
    void handshakesThatStopHalfway(Client client) throws Exception {
        for (var i = 0; i < 100; i++) {
            var raw = client.raw();
            raw.bytes(RawAmqp.header091());
        }
        for (var i = 0; i < 100; i++) {
            client.raw().bytes(new byte[] {'A', 'M'});
        }

        assertServes(client);
    }

    @Test
    void tableNestedAThousandDeep(Client client) throws Exception {
        var raw = client.rawOpen();
        raw.openChannel(1);

        raw.method(
                1,
                "queue.declare",
                Wire.bytes()
                        .shortInt(0)
                        .shortstr(client.name("queue"))
                        .octet(0b100)
                        .longstr(nested(1_000)));

        assertServes(client);
    }

    @Test
    void tableThatClaimsToBeLongerThanItsFrame(Client client) throws Exception {
        var raw = client.rawOpen();
        raw.openChannel(1);

        raw.method(
                1,
                "queue.declare",
                Wire.bytes().shortInt(0).shortstr("q").octet(0b100).longInt(0xFFFFFFFFL));

        assertThat(raw.expectClosing().code()).isIn(0, 501, 502);
        assertServes(client);
    }

    @Test
    void frameThatClaimsToBeFourGigabytes(Client client) throws Exception {
        var raw = client.rawOpen();

        raw.bytes(Wire.bytes().octet(1).shortInt(0).longInt(0xFFFFFFFFL).toByteArray());

        assertThat(raw.expectClosing().code()).isEqualTo(501);
        assertServes(client);
    }

    /// A queue that works from declare to get.
    private static void assertServes(Client client) throws Exception {
        var channel = client.foreignChannel();
        channel.confirmSelect();
        var queue = client.queue(channel);
        Client.fill(channel, queue, "served");
        assertThat(Client.drain(channel, queue)).containsExactly("served");
    }

    private static byte[] nested(int depth) {
        var table = new byte[0];
        for (var i = 0; i < depth; i++) {
            table = Wire.bytes().shortstr("t").octet('F').longstr(table).toByteArray();
        }
        return table;
    }

    private static void send(RawAmqp raw, byte[] bytes) {
        try {
            raw.bytes(bytes);
        } catch (IOException refused) {
            // The broker may end the socket before it has read all of it.
            assertThat(refused).isNotNull();
        }
    }

    private static byte[] random(long seed, int size) {
        var bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
