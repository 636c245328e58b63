package dev.warren.engine.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue.Int64;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.events.Event;
import dev.warren.engine.lane.StepLanes;
import dev.warren.engine.memory.ByteLedger;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.memory.ResourceAlarm;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.Got;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.home.QueueContext;
import dev.warren.engine.topology.Applied;
import dev.warren.engine.topology.Exchange;
import dev.warren.engine.topology.ExchangeDefinition;
import dev.warren.engine.topology.InMemoryMetadataStore;
import dev.warren.engine.topology.QueueOptions;
import dev.warren.engine.topology.Topology;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.TopologyEvent;
import dev.warren.engine.topology.VirtualHostDefinition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventExchangeTest {

    private static final long LIMIT_BYTES = 1L << 40;
    private static final Event EVENT = new Event.AlarmSet("any");

    /// An event like any other, where the alarm itself is set.
    private static final Event OTHER = changes(1);

    private final StepLanes lanes = new StepLanes(2, 1);
    private final ByteLedger ledger = new ByteLedger(2);
    private final ResourceAlarm alarm =
            new ResourceAlarm(ledger, List.of(lanes.lane(0), lanes.lane(1)), LIMIT_BYTES);
    private final InMemoryMetadataStore metadata = new InMemoryMetadataStore(lanes.lane(0));
    private final LocalQueues queues =
            new LocalQueues(
                    metadata,
                    List.of(lanes.lane(0), lanes.lane(1)),
                    List.of(
                            QueueContext.inMemory(lanes.lane(0), ledger.ofLane(0)),
                            QueueContext.inMemory(lanes.lane(1), ledger.ofLane(1))),
                    LanePlacement.SCATTERED,
                    ledger,
                    lanes.clock());
    private final EventExchange exchange =
            new EventExchange("/", metadata, queues, ledger, alarm, "warren@here");

    EventExchangeTest() {
        exchange.predeclare();
    }

    private static Event changes(int count) {
        List<TopologyEvent> all =
                Collections.nCopies(count, new TopologyEvent.VhostDeleted("gone"));
        return new Event.TopologyChanged(new Applied(Topology.EMPTY, all));
    }

    @Test
    void exchangeComesWithItsVirtualHostAndWithNoOther() {
        apply(new TopologyCommand.AddVhost(VirtualHostDefinition.of("/")));
        apply(new TopologyCommand.AddVhost(VirtualHostDefinition.of("other")));

        assertThat(metadata.topology().requireVhost("/").requireExchange(EventExchange.NAME))
                .extracting(Exchange::definition)
                .isEqualTo(
                        new ExchangeDefinition(
                                EventExchange.NAME, "topic", true, false, true, FieldTable.EMPTY));
        assertThat(metadata.topology().requireVhost("other").exchangeOrNull(EventExchange.NAME))
                .isNull();
    }

    @Test
    void nobodyListensUntilSomethingIsBound() {
        assertThat(exchange.isListening()).isFalse();
        apply(new TopologyCommand.AddVhost(VirtualHostDefinition.of("/")));
        assertThat(exchange.isListening()).isFalse();

        bind("#");

        assertThat(exchange.isListening()).isTrue();
    }

    @Test
    void eventIsAMessageWithoutABody() {
        open("alarm.*");

        tell(1, EVENT);

        Message message = Objects.requireNonNull(gotOrNull());
        assertThat(message.exchange()).isEqualTo(EventExchange.NAME);
        assertThat(message.routingKey()).isEqualTo(ShortString.of("alarm.set"));
        assertThat(message.bodyLength()).isZero();
        assertThat(message.properties().withHeaders(null))
                .isEqualTo(
                        BasicProperties.builder()
                                .deliveryMode(2)
                                .timestamp(lanes.clock().wallMillis() / 1000)
                                .build());
        assertThat(message.headers())
                .isEqualTo(
                        FieldTable.EMPTY
                                .with("node", "warren@here")
                                .with("source", "any")
                                .with("timestamp_in_ms", new Int64(lanes.clock().wallMillis())));
    }

    @Test
    void keyDecidesWhoGetsIt() {
        open("queue.#");

        tell(0, EVENT);

        assertThat(gotOrNull()).isNull();
        assertThat(ledger.totalBytes()).isZero();
    }

    @Test
    void eventsOfOneLaneKeepTheirOrder() {
        open("#");

        lanes.run(
                1,
                () -> {
                    exchange.on(new Event.AlarmSet("first"));
                    exchange.on(new Event.AlarmCleared("second"));
                    exchange.on(new Event.AlarmSet("third"));
                });
        lanes.runAll();

        assertThat(gotAll()).containsExactly("first", "second", "third");
    }

    @Test
    void bytesAreGivenBackWhenTheMessageIsTaken() {
        open("#");
        tell(1, EVENT);
        assertThat(ledger.totalBytes()).isPositive();

        gotOrNull();

        assertThat(ledger.totalBytes()).isZero();
    }

    @Test
    void moreThanMayWaitIsDroppedAndCounted() {
        open("#");

        lanes.run(
                1,
                () -> {
                    for (int i = 0; i < EventExchange.WAITING_MAX + 3; i++) {
                        exchange.on(EVENT);
                    }
                });
        lanes.runAll();

        assertThat(exchange.dropped()).isEqualTo(3);
        assertThat(gotAll()).hasSize(EventExchange.WAITING_MAX);
        tell(1, EVENT);
        assertThat(exchange.dropped()).isEqualTo(3);
    }

    @Test
    void muchThatHappenedAtOnceIsToldInSeveralTurns() {
        open("#");
        int count = 2 * EventExchange.BATCH_MAX + 1;

        lanes.run(0, () -> exchange.on(changes(count)));
        long firstTurn = ready();
        lanes.runAll();

        assertThat(firstTurn).isLessThanOrEqualTo(EventExchange.BATCH_MAX);
        assertThat(ready()).isEqualTo(count);
        assertThat(exchange.dropped()).isZero();
    }

    @Test
    void whileMemoryIsShortOnlyTheAlarmItselfIsTold() {
        open("#");
        lanes.run(0, () -> ledger.ofLane(0).add(Holder.QUEUES, LIMIT_BYTES));
        lanes.run(0, alarm::check);

        tell(1, OTHER);
        tell(1, EVENT);

        assertThat(ready()).isEqualTo(1);
        assertThat(exchange.dropped()).isEqualTo(1);
    }

    private void open(String key) {
        apply(new TopologyCommand.AddVhost(VirtualHostDefinition.of("/")));
        bind(key);
    }

    private void bind(String key) {
        lanes.run(
                0,
                () ->
                        queues.declare(
                                new TopologyCommand.DeclareQueue(
                                        "/",
                                        ShortString.of("q"),
                                        new QueueOptions(false, false, null, FieldTable.EMPTY),
                                        false),
                                "guest",
                                lanes.lane(0)));
        apply(
                new TopologyCommand.BindQueue(
                        "/",
                        ShortString.of("q"),
                        EventExchange.NAME,
                        ShortString.of(key),
                        FieldTable.EMPTY,
                        null));
    }

    private void apply(TopologyCommand command) {
        lanes.run(0, () -> metadata.submit(command));
        lanes.runAll();
    }

    private void tell(int lane, Event event) {
        lanes.run(lane, () -> exchange.on(event));
        lanes.runAll();
    }

    private Queue queue() {
        long id = metadata.topology().requireVhost("/").requireQueue(ShortString.of("q")).id();
        return Objects.requireNonNull(queues.queueOrNull(id));
    }

    private long ready() {
        AtomicReference<Long> ready = new AtomicReference<>(0L);
        lanes.run(
                queue().lane().index(),
                () -> queue().counts().thenAccept(counts -> ready.set(counts.ready())));
        return ready.get();
    }

    private @Nullable Message gotOrNull() {
        AtomicReference<@Nullable Got> got = new AtomicReference<>();
        lanes.run(queue().lane().index(), () -> queue().get(1, true).thenAccept(got::set));
        Got found = got.get();
        return found == null ? null : found.message();
    }

    /// What each says is short.
    private List<String> gotAll() {
        List<String> all = new ArrayList<>();
        for (Message message = gotOrNull(); message != null; message = gotOrNull()) {
            all.add(((LongText) Objects.requireNonNull(message.headers().get("source"))).text());
        }
        return all;
    }
}
