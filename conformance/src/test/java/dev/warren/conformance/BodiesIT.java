package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Closing;
import dev.warren.conformance.support.Conformance;
import dev.warren.conformance.support.RawAmqp;
import dev.warren.conformance.support.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bodies of every size, through frames of every size.
@Conformance
final class BodiesIT {
    private static final int SMALL_FRAME = 4096;
    private static final int SMALL_BODY = SMALL_FRAME - 8;

    @ParameterizedTest
    @ValueSource(
            ints = {
                0,
                1,
                SMALL_BODY - 1,
                SMALL_BODY,
                SMALL_BODY + 1,
                SMALL_FRAME,
                2 * SMALL_BODY,
                2 * SMALL_BODY + 1,
                131_064,
                131_065,
                131_072,
                1_000_000
            })
    void bodyComesBackThroughSmallAndLargeFrames(int size, Client client) throws Exception {
        var large = client.confirmChannel();
        var small = smallFrames(client);
        var queue = client.queue(large);
        var body = random(size);

        large.basicPublish("", queue, null, body);
        small.basicPublish("", queue, null, body);
        large.waitForConfirmsOrDie(30_000);
        small.waitForConfirmsOrDie(30_000);

        assertThat(Client.get(small, queue).getBody()).isEqualTo(body);
        assertThat(Client.get(large, queue).getBody()).isEqualTo(body);
    }

    @Test
    void tenMegabytesComeBack(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        var body = random(10 * 1024 * 1024);

        channel.basicPublish("", queue, null, body);
        channel.waitForConfirmsOrDie(30_000);

        assertThat(Client.get(smallFrames(client), queue).getBody()).isEqualTo(body);
    }

    @Test
    void bodyIsCutByTheReceiversFrameSize(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        channel.basicPublish("", queue, null, new byte[2 * SMALL_BODY + 1]);
        channel.waitForConfirmsOrDie(30_000);

        assertThat(frameSizes(client, queue)).containsExactly(SMALL_BODY, SMALL_BODY, 1);
    }

    @Test
    void bodyOfExactlyOneFrameIsOneFrame(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        channel.basicPublish("", queue, null, new byte[SMALL_BODY]);
        channel.waitForConfirmsOrDie(30_000);

        assertThat(frameSizes(client, queue)).containsExactly(SMALL_BODY);
    }

    @Test
    void emptyBodyHasNoFrame(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        channel.basicPublish("", queue, null, new byte[0]);
        channel.waitForConfirmsOrDie(30_000);

        assertThat(frameSizes(client, queue)).isEmpty();
    }

    @Test
    void largeBodiesOfTwoChannelsDoNotMix(Client client) throws Exception {
        var one = client.confirmChannel();
        var two = client.confirmChannel();
        var queue = client.queue(one);
        var other = client.queue(two);
        var first = random(400_000);
        var second = random(300_000);
        var inbox = client.consume(one, queue, true);
        var otherInbox = client.consume(two, other, true);

        for (var i = 0; i < 5; i++) {
            one.basicPublish("", queue, null, first);
            two.basicPublish("", other, null, second);
        }

        for (var i = 0; i < 5; i++) {
            assertThat(inbox.next().getBody()).isEqualTo(first);
            assertThat(otherInbox.next().getBody()).isEqualTo(second);
        }
    }

    @Test
    @Tag("slow")
    void bodyAboveTheConfiguredSizeIsRefused(Client client) throws Exception {
        var size = 128L * 1024 * 1024 + 1;
        var raw = client.rawOpen();
        raw.openChannel(1);

        raw.method(1, "basic.publish", RawAmqp.publish("", "nowhere"));
        raw.contentHeader(1, 60, size);
        for (var sent = 0L; sent < size; sent += 131_064) {
            raw.body(1, new byte[(int) Math.min(131_064, size - sent)]);
        }

        assertThat(raw.expectClosing())
                .isEqualTo(
                        Closing.channel(
                                406,
                                "PRECONDITION_FAILED - message size 134217729 is larger than"
                                        + " configured max size 134217728",
                                "basic.publish"));
    }

    private static Channel smallFrames(Client client) throws Exception {
        var channel =
                Client.channelOf(
                        client.connect(factory -> factory.setRequestedFrameMax(SMALL_FRAME)));
        channel.confirmSelect();
        return channel;
    }

    /// The sizes of the body frames of the next message, for a client of small frames.
    private static List<Integer> frameSizes(Client client, String queue) throws Exception {
        var raw = client.raw();
        raw.login(Map.of());
        raw.expect(0, "connection.tune");
        raw.tuneOk(10, SMALL_FRAME, 0);
        raw.openVhost(client.target().vhost());
        raw.expect(0, "connection.open-ok");
        raw.openChannel(1);
        raw.method(1, "basic.get", Wire.bytes().shortInt(0).shortstr(queue).octet(1));
        raw.expect(1, "basic.get-ok");
        raw.read();
        raw.method(1, "confirm.select", Wire.bytes().octet(0));
        var sizes = new ArrayList<Integer>();
        for (var frame = raw.read(); frame.method().equals("content body"); frame = raw.read()) {
            sizes.add(frame.size());
        }
        return sizes;
    }

    private static byte[] random(int size) {
        var body = new byte[size];
        new Random(size).nextBytes(body);
        return body;
    }
}
