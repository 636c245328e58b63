package dev.warren.engine.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.Array;
import dev.warren.codec.value.FieldValue.Int32;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.codec.value.FieldValue.Table;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.lane.StepLanes;
import dev.warren.engine.memory.ByteLedger;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.DeadLetterOffice;
import dev.warren.engine.queue.Got;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.QueueIdentity;
import dev.warren.engine.queue.home.QueueContext;
import dev.warren.engine.topology.QueueSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FirehoseTest {

    private final StepLanes lanes = new StepLanes(1, 1);
    private final ByteLedger ledger = new ByteLedger(1);
    private final Queue seen = queue("seen");
    private final Firehose firehose = new Firehose(this::route, ledger, "warren@here");
    private final TracePoint at = new TracePoint("/", "a -> b", 3, "guest", lanes.lane(0));

    @Test
    void whatIsPublishedIsShownWithEveryProperty() {
        firehose.set("/", true);
        FieldTable sent = FieldTable.EMPTY.with("n", new Int32(1));
        BasicProperties properties =
                BasicProperties.builder()
                        .contentType(name("text/plain"))
                        .headers(sent)
                        .deliveryMode(2)
                        .timestamp(77L)
                        .build();

        lanes.run(
                0,
                () ->
                        firehose.published(
                                at, message("x", "k", properties), new Queue[] {queue("q")}));

        Message copy = shown();
        assertThat(copy.exchange()).isEqualTo(name("amq.rabbitmq.trace"));
        assertThat(copy.routingKey()).isEqualTo(name("publish.x"));
        assertThat(copy.properties().withHeaders(null)).isEqualTo(BasicProperties.EMPTY);
        assertThat(copy.headers())
                .isEqualTo(
                        FieldTable.EMPTY
                                .with("exchange_name", "x")
                                .with("routing_keys", texts("k"))
                                .with(
                                        "properties",
                                        new Table(
                                                FieldTable.EMPTY
                                                        .with("timestamp", new Int32(77))
                                                        .with("delivery_mode", new Int32(2))
                                                        .with("headers", new Table(sent))
                                                        .with("content_type", "text/plain")))
                                .with("node", "warren@here")
                                .with("vhost", "/")
                                .with("connection", "a -> b")
                                .with("channel", new Int32(3))
                                .with("user", "guest")
                                .with("routed_queues", texts("q")));
        assertThat(copy.bodyLength()).isEqualTo(2);
    }

    @Test
    void whatIsDeliveredSaysWhetherItIsRedelivered() {
        firehose.set("/", true);

        lanes.run(
                0,
                () ->
                        firehose.delivered(
                                at, queue("q"), message("x", "k", BasicProperties.EMPTY), true));

        Message copy = shown();
        assertThat(copy.routingKey()).isEqualTo(name("deliver.q"));
        assertThat(copy.headers().get("redelivered")).isEqualTo(new Int32(1));
        assertThat(copy.headers().has("routed_queues")).isFalse();
    }

    @Test
    void copiesAreNotCopied() {
        firehose.set("/", true);
        Message copy = message("amq.rabbitmq.trace", "deliver.q", BasicProperties.EMPTY);

        lanes.run(0, () -> firehose.delivered(at, seen, copy, false));

        assertThat(shownOrNull()).isNull();
    }

    @Test
    void onlyTheVirtualHostThatIsOnIsShown() {
        firehose.set("other", true);
        assertThat(firehose.isOn()).isTrue();
        lanes.run(0, () -> publish("x"));
        assertThat(shownOrNull()).isNull();

        firehose.set("/", true);
        firehose.set("other", false);
        lanes.run(0, () -> publish("x"));
        assertThat(shownOrNull()).isNotNull();

        firehose.set("/", false);
        assertThat(firehose.isOn()).isFalse();
    }

    @Test
    void keyOfALongNameIsCut() {
        firehose.set("/", true);

        lanes.run(0, () -> publish("x".repeat(255)));

        assertThat(shown().routingKey().length()).isEqualTo(255);
    }

    private void publish(String exchange) {
        firehose.published(at, message(exchange, "k", BasicProperties.EMPTY), new Queue[0]);
    }

    private List<Queue> route(
            String vhost, ShortString exchange, List<ShortString> by, Message message) {
        return List.of(seen);
    }

    private Message shown() {
        return Objects.requireNonNull(shownOrNull()).message();
    }

    private @Nullable Got shownOrNull() {
        AtomicReference<@Nullable Got> got = new AtomicReference<>();
        lanes.run(0, () -> seen.get(1, true).thenAccept(got::set));
        return got.get();
    }

    private Queue queue(String name) {
        return QueueContext.inMemory(lanes.lane(0), ledger.ofLane(0))
                .create(
                        new QueueIdentity(1L << 40, "/", name(name), false, false, false),
                        QueueSettings.NONE,
                        DeadLetterOffice.NONE,
                        _ -> CompletableFuture.completedFuture(null));
    }

    private static Message message(String exchange, String key, BasicProperties properties) {
        byte[] header = ContentHeader.encode(properties, 2);
        return new Message(
                name(exchange), name(key), Arrays.copyOf(header, header.length + 2), header.length);
    }

    private static Array texts(String text) {
        return new Array(List.<FieldValue>of(new LongText(Bytes.of(text))));
    }

    private static ShortString name(String text) {
        return ShortString.of(text);
    }
}
