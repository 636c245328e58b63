package dev.warren.conformance;

import static dev.warren.conformance.support.Streams.OFFSET;
import static dev.warren.conformance.support.Streams.beginning;
import static dev.warren.conformance.support.Streams.consume;
import static dev.warren.conformance.support.Streams.offset;
import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Conformance;
import dev.warren.conformance.support.Inbox;
import dev.warren.conformance.support.Streams;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// Streams: a log that many read, each from where it wants.
@Conformance
final class StreamsIT {

    /// A stream with the texts `m0`, `m1` and so on; each was confirmed before the next was sent.
    private static String filled(Client client, int count) throws Exception {
        var channel = client.confirmChannel();
        var queue = Streams.declare(client, channel);
        fill(channel, queue, 0, count);
        return queue;
    }

    private static void fill(Channel channel, String queue, int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            Client.fill(channel, queue, "m" + i);
        }
    }

    private static List<String> texts(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "m" + i).toList();
    }

    @Test
    void everyConsumerReadsEverything(Client client) throws Exception {
        var queue = filled(client, 20);

        for (int i = 0; i < 3; i++) {
            var inbox = consume(client.channel(), queue, 100, "first");

            assertThat(inbox.nextTexts(20)).isEqualTo(texts(0, 20));
        }
    }

    @Test
    void eachDeliveryBearsItsOffset(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = Streams.declare(client, channel);
        var properties =
                new AMQP.BasicProperties.Builder()
                        .contentType("text/plain")
                        .deliveryMode(1)
                        .headers(Map.of("mine", "stays"))
                        .build();
        Client.publish(channel, "", queue, properties, "with headers");
        Client.fill(channel, queue, "without");

        var inbox = consume(client.channel(), queue, 10, "first");
        var first = inbox.next();
        var second = inbox.next();

        assertThat(offset(first)).isZero();
        assertThat(first.getProperties().getHeaders().get("mine")).hasToString("stays");
        assertThat(first.getProperties().getContentType()).isEqualTo("text/plain");
        assertThat(first.getProperties().getDeliveryMode()).isEqualTo(1);
        assertThat(first.getEnvelope().isRedeliver()).isFalse();
        assertThat(first.getEnvelope().getRoutingKey()).isEqualTo(queue);
        assertThat(offset(second)).isEqualTo(1);
        assertThat(second.getProperties().getHeaders()).containsOnlyKeys(OFFSET);
    }

    @Test
    void theHeaderOfAPublisherIsOverwritten(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = Streams.declare(client, channel);
        var properties = new AMQP.BasicProperties.Builder().headers(Map.of(OFFSET, "mine")).build();
        Client.publish(channel, "", queue, properties, "a");

        var delivery = consume(client.channel(), queue, 10, "first").next();

        assertThat(offset(delivery)).isZero();
    }

    @Test
    void aNumberIsWhereReadingBegins(Client client) throws Exception {
        var queue = filled(client, 20);

        var inbox = consume(client.channel(), queue, 100, 15);

        assertThat(inbox.nextTexts(5)).isEqualTo(texts(15, 20));
    }

    @Test
    void nextIsWhatComesAndIsTheDefault(Client client) throws Exception {
        var publisher = client.confirmChannel();
        var queue = Streams.declare(client, publisher);
        fill(publisher, queue, 0, 5);
        var channel = client.channel();
        var named = consume(channel, queue, 100, "next");
        var silent = consume(channel, queue, 100, Map.of());

        fill(publisher, queue, 5, 8);

        assertThat(named.nextTexts(3)).isEqualTo(texts(5, 8));
        assertThat(silent.nextTexts(3)).isEqualTo(texts(5, 8));
    }

    @Test
    void lastIsWhatWasWrittenTogetherLast(Client client) throws Exception {
        var queue = filled(client, 10);

        var inbox = consume(client.channel(), queue, 100, "last");

        assertThat(inbox.nextText()).isEqualTo("m9");
    }

    @Test
    void aNumberThatIsStillToComeIsWaitedFor(Client client) throws Exception {
        var publisher = client.confirmChannel();
        var queue = Streams.declare(client, publisher);
        fill(publisher, queue, 0, 5);
        var inbox = consume(client.channel(), queue, 100, 7);

        fill(publisher, queue, 5, 9);

        assertThat(inbox.nextTexts(2)).isEqualTo(texts(7, 9));
    }

    @Test
    void aTimeIsWhereReadingBegins(Client client) throws Exception {
        var queue = filled(client, 10);

        var past = consume(client.channel(), queue, 100, date(Duration.ofHours(-1)));
        var future = consume(client.channel(), queue, 100, date(Duration.ofHours(1)));

        assertThat(past.nextTexts(10)).isEqualTo(texts(0, 10));
        assertThat(future.cancel()).isEmpty();
    }

    private static Date date(Duration fromNow) {
        return Date.from(Instant.now().plus(fromNow));
    }

    @Test
    void anAgeIsWhereReadingBegins(Client client) throws Exception {
        var queue = filled(client, 10);

        for (String age : List.of("1h", "2D", "1M", "3Y", "90s", "5m")) {
            var inbox = consume(client.channel(), queue, 100, age);

            assertThat(inbox.nextTexts(10)).isEqualTo(texts(0, 10));
        }
    }

    @Test
    void acknowledgementsGiveCreditBackAndNothingElse(Client client) throws Exception {
        var queue = filled(client, 10);
        var channel = client.channel();
        var inbox = consume(channel, queue, 3, "first");
        var first = inbox.next();
        assertThat(inbox.nextTexts(2)).isEqualTo(texts(1, 3));

        channel.basicAck(Inbox.tag(first), false);
        assertThat(inbox.nextText()).isEqualTo("m3");
        channel.basicAck(Inbox.tag(first) + 3, true);

        assertThat(inbox.nextTexts(3)).isEqualTo(texts(4, 7));
        assertThat(inbox.cancel()).isEmpty();
        assertThat(consume(client.channel(), queue, 100, "first").nextTexts(10))
                .isEqualTo(texts(0, 10));
    }

    @Test
    void theCountIsThatOfAllMessagesAndOfNoConsumers(Client client) throws Exception {
        var queue = filled(client, 10);
        var inbox = consume(client.channel(), queue, 100, "first");
        inbox.nextTexts(10);

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> {
                    var declared = client.channel().queueDeclarePassive(queue);
                    assertThat(declared.getMessageCount()).isEqualTo(10);
                    assertThat(declared.getConsumerCount()).isZero();
                });
    }

    @Test
    void manyMessagesComeInOrderWithoutGaps(Client client) throws Exception {
        int count = 20_000;
        var publisher = client.confirmChannel();
        var queue = Streams.declare(client, publisher);
        var channel = client.channel();
        var seen = Collections.synchronizedList(new ArrayList<Long>());
        channel.basicQos(500);
        channel.basicConsume(
                queue,
                false,
                Map.of(OFFSET, "first"),
                (_, delivery) -> {
                    seen.add(offset(delivery));
                    channel.basicAck(Inbox.tag(delivery), false);
                },
                _ -> {});

        for (int i = 0; i < count; i++) {
            publisher.basicPublish("", queue, null, new byte[100]);
        }
        publisher.waitForConfirmsOrDie(Client.ANSWER_SECONDS_MAX * 1000L);

        Awaitility.await()
                .atMost(Duration.ofSeconds(Client.ANSWER_SECONDS_MAX))
                .until(() -> seen.size() == count);
        for (int i = 0; i < count; i++) {
            assertThat(seen.get(i)).isEqualTo(i);
        }
    }

    @Test
    void aLargeMessagePasses(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = Streams.declare(client, channel);
        var body = new byte[3 << 20];
        body[body.length - 1] = 7;
        channel.basicPublish("", queue, null, body);
        channel.waitForConfirmsOrDie(Client.ANSWER_SECONDS_MAX * 1000L);

        var delivery = consume(client.channel(), queue, 1, "first").next();

        assertThat(delivery.getBody()).isEqualTo(body);
    }

    @Test
    void theOldestSegmentsGoWhenThereIsTooMuch(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.name("stream");
        channel.queueDeclare(
                queue,
                true,
                false,
                false,
                Map.of(
                        "x-queue-type",
                        "stream",
                        "x-max-length-bytes",
                        20_000,
                        "x-stream-max-segment-size-bytes",
                        5_000));

        for (int i = 0; i < 60; i++) {
            channel.basicPublish("", queue, null, new byte[1_000]);
            channel.waitForConfirmsOrDie(Client.ANSWER_SECONDS_MAX * 1000L);
        }

        Awaitility.await()
                .atMost(Duration.ofSeconds(Client.ANSWER_SECONDS_MAX))
                .untilAsserted(() -> {
                    assertThat(beginning(client, queue, "first")).isBetween(20L, 59L);
                });
    }

    @Test
    void deletingItCancelsItsConsumersAndAnswersZero(Client client) throws Exception {
        var queue = filled(client, 5);
        var inbox = consume(client.channel(), queue, 100, "first");
        inbox.nextTexts(5);

        var deleted = client.channel().queueDelete(queue, true, true);

        assertThat(deleted.getMessageCount()).isZero();
        assertThat(inbox.isCancelledByBroker()).isTrue();
    }

    @Test
    void aStreamThatIsMadeAnewIsEmpty(Client client) throws Exception {
        var queue = filled(client, 5);
        var channel = client.confirmChannel();
        channel.queueDelete(queue);
        channel.queueDeclare(queue, true, false, false, Map.of("x-queue-type", "stream"));

        Client.fill(channel, queue, "new");
        var delivery = consume(client.channel(), queue, 10, "first").next();

        assertThat(Inbox.text(delivery)).isEqualTo("new");
        assertThat(offset(delivery)).isZero();
    }

    @Test
    void anExclusiveConsumerIsOneLikeAllOthers(Client client) throws Exception {
        var queue = filled(client, 3);
        var channel = client.channel();
        channel.basicQos(10);
        var first = new Inbox(channel);
        var second = new Inbox(channel);

        channel.basicConsume(queue, false, "", false, true, Map.of(OFFSET, "first"), first);
        channel.basicConsume(queue, false, "", false, true, Map.of(OFFSET, "first"), second);

        assertThat(first.nextTexts(3)).isEqualTo(second.nextTexts(3));
    }

    @Test
    void aTransactionPublishesToIt(Client client) throws Exception {
        var channel = client.channel();
        var queue = Streams.declare(client, channel);
        channel.txSelect();
        channel.basicPublish("", queue, null, Client.bytes("a"));
        channel.txCommit();

        var inbox = consume(client.channel(), queue, 10, "first");

        assertThat(inbox.nextText()).isEqualTo("a");
    }
}
