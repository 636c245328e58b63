package dev.warren.conformance.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.warren.conformance.support.Client;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/// Who publishes while memory is short is told and stopped; all others go on.
@Timeout(120)
@EnabledIf("dev.warren.conformance.memory.SmallWarren#isWarrenOurs")
final class BlockedPublishersIT {
    private static final int BODY_BYTES = 16 * 1024;

    /// Together far more than the broker has room for.
    private static final int MESSAGES = 6_000;

    @Test
    void publisherWithoutConsumersIsStoppedAndGoesOnAfterDraining() throws Exception {
        try (var warren = SmallWarren.start()) {
            var queue = warren.queue();
            var connection = warren.connect();
            var blocked = whenBlocked(connection);
            var unblocked = whenUnblocked(connection);
            var channel = Client.channelOf(connection);
            var confirmed = confirmed(channel);

            var publisher = Thread.startVirtualThread(() -> publish(channel, queue, MESSAGES));

            assertThat(blocked.get(60, TimeUnit.SECONDS)).isEqualTo("low on memory");
            assertThat(warren.ready(queue)).isLessThan(24_000_000 / BODY_BYTES * 3 / 2);
            assertThat(confirmed).hasSizeLessThan(MESSAGES);
            assertThat(unblocked).isNotDone();
            warren.assertAnswers();

            var received = ConcurrentHashMap.<Long>newKeySet();
            var consumer = warren.channel();
            consumer.basicConsume(
                    queue,
                    true,
                    (_, delivery) -> received.add(number(delivery.getBody())),
                    _ -> {});

            assertThat(unblocked.get(60, TimeUnit.SECONDS)).isTrue();
            publisher.join(SmallWarren.PATIENCE);
            Awaitility.await("all confirms and deliveries")
                    .atMost(SmallWarren.PATIENCE)
                    .until(() -> confirmed.size() == MESSAGES && received.size() == MESSAGES);
            warren.assertServes();
        }
    }

    @Test
    void whatWasConfirmedBeforeTheAlarmIsThereAfterwards() throws Exception {
        try (var warren = SmallWarren.start()) {
            var queue = warren.queue();
            var connection = warren.connect();
            var blocked = whenBlocked(connection);
            var channel = Client.channelOf(connection);
            var confirmed = confirmed(channel);
            Thread.startVirtualThread(() -> publish(channel, queue, MESSAGES));
            blocked.get(60, TimeUnit.SECONDS);

            warren.cut(connection);
            var drain = warren.channel();
            var found = ConcurrentHashMap.<Long>newKeySet();
            for (var got = drain.basicGet(queue, true);
                    got != null;
                    got = drain.basicGet(queue, true)) {
                found.add(number(got.getBody()));
            }

            assertThat(found).containsAll(confirmed.stream().map(tag -> tag - 1).toList());
            warren.assertServes();
        }
    }

    @Test
    void aConnectionThatOnlyAsksIsNotTold() throws Exception {
        try (var warren = SmallWarren.start()) {
            var queue = warren.queue();
            var quiet = warren.connect();
            var quietBlocked = whenBlocked(quiet);
            var quietChannel = Client.channelOf(quiet);
            raiseAlarm(warren, queue);

            quietChannel.queueDeclarePassive(queue);
            quietChannel.basicGet(queue, true);

            assertThat(quietBlocked).isNotDone();

            quietChannel.basicPublish("", queue, null, new byte[1]);

            assertThat(quietBlocked.get(60, TimeUnit.SECONDS)).isEqualTo("low on memory");
            warren.purge(queue);
            warren.assertServes();
        }
    }

    @Test
    void aBodilessMessagePassesAndIsTheLast() throws Exception {
        try (var warren = SmallWarren.start()) {
            var full = warren.queue();
            var queue = warren.queue();
            raiseAlarm(warren, full);
            var raw = warren.raw();

            raw.bytes(Flood.publish(1, "", queue, new byte[0]));
            raw.bytes(Flood.publish(1, "", queue, new byte[0]));
            raw.bytes(Flood.publish(1, "", queue, new byte[1]));

            Awaitility.await("the bodiless message")
                    .atMost(SmallWarren.PATIENCE)
                    .until(() -> warren.ready(queue) > 0);
            assertThat(warren.ready(queue)).isEqualTo(1);

            warren.purge(full);

            Awaitility.await("the others")
                    .atMost(SmallWarren.PATIENCE)
                    .until(() -> warren.ready(queue) == 3);
            warren.assertServes();
        }
    }

    @Test
    void aClientWithoutTheCapabilityIsStoppedAndNotTold() throws Exception {
        try (var warren = SmallWarren.start()) {
            var queue = warren.queue();
            var raw = warren.raw();
            var body = new byte[BODY_BYTES];
            var piece = Flood.publish(1, "", queue, body);
            var flood = Flood.start(raw, MESSAGES, _ -> piece);
            warren.awaitAlarm();
            assertThat(flood.sent()).isLessThan(MESSAGES);

            var drain = warren.channel();
            drain.basicConsume(queue, true, (_, _) -> {}, _ -> {});
            Awaitility.await("the flood's end")
                    .atMost(SmallWarren.PATIENCE)
                    .until(() -> flood.sent() == MESSAGES);
            raw.declareQueue(1, "after");

            warren.assertServes();
        }
    }

    /// Fills the memory from a connection that goes then: nobody fills it again once it is drained.
    static void raiseAlarm(SmallWarren warren, String queue) throws Exception {
        var raw = warren.raw();
        var piece = Flood.publish(1, "", queue, new byte[BODY_BYTES]);
        Flood.start(raw, MESSAGES, _ -> piece);
        warren.awaitAlarm();
        raw.close();
    }

    private static CompletableFuture<String> whenBlocked(Connection connection) {
        var told = new CompletableFuture<String>();
        connection.addBlockedListener(told::complete, () -> {});
        return told;
    }

    private static CompletableFuture<Boolean> whenUnblocked(Connection connection) {
        var told = new CompletableFuture<Boolean>();
        connection.addBlockedListener(_ -> {}, () -> told.complete(true));
        return told;
    }

    /// Numbers that the broker has confirmed, cumulative confirms spelled out.
    private static Set<Long> confirmed(Channel channel) throws Exception {
        var confirmed = ConcurrentHashMap.<Long>newKeySet();
        channel.confirmSelect();
        var last = new long[1];
        channel.addConfirmListener(
                (tag, multiple) -> {
                    for (var each = multiple ? last[0] + 1 : tag; each <= tag; each++) {
                        confirmed.add(each);
                    }
                    last[0] = Math.max(last[0], tag);
                },
                (_, _) -> {});
        return confirmed;
    }

    private static void publish(Channel channel, String queue, int count) {
        try {
            for (var i = 0L; i < count; i++) {
                var body = ByteBuffer.allocate(BODY_BYTES).putLong(i).array();
                channel.basicPublish("", queue, null, body);
            }
        } catch (IOException | AlreadyClosedException ignoredTestIsOver) {
            Thread.currentThread().interrupt();
        }
    }

    private static long number(byte[] body) {
        return ByteBuffer.wrap(body).getLong();
    }
}
