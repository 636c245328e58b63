package dev.warren.engine.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.lane.StepLanes;
import dev.warren.engine.memory.ByteLedger;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.DeathReason;
import dev.warren.engine.queue.Got;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.home.QueueContext;
import dev.warren.engine.topology.InMemoryMetadataStore;
import dev.warren.engine.topology.QueueOptions;
import dev.warren.engine.topology.QueueSettings.DeadLetterStrategy;
import dev.warren.engine.topology.QueueSettings.DeadLettering;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.VirtualHostDefinition;
import dev.warren.engine.transfer.DeadLetters;
import dev.warren.engine.transfer.TransferContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// An office and the topology: two lanes, the queues live on the second.
class DeadLetterRoutesTest {

    private static final long RETRY_MILLIS = 1_000;

    private final StepLanes lanes = new StepLanes(2, 1);
    private final ByteLedger ledger = new ByteLedger(2);
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
    private final DeadLetters office =
            new DeadLetters(new TransferContext(queues.routing(), lanes.clock()), ledger.ofLane(1));
    private final List<String> taken = new ArrayList<>();

    @BeforeEach
    void declare() {
        apply(new TopologyCommand.AddVhost(VirtualHostDefinition.of("/")));
        declare("from");
        declare("to");
    }

    @Test
    void theDefaultExchangeLeadsToTheQueueOfThatName() {
        take("", "to", DeathReason.REJECTED, DeadLetterStrategy.AT_MOST_ONCE);

        Message letter = Objects.requireNonNull(got("to")).message();
        assertThat(taken).containsExactly("taken");
        assertThat(letter.routingKey()).isEqualTo(name("to"));
        assertThat(letter.marks().hasDied()).isTrue();
    }

    @Test
    void aMissingExchangeLeadsNowhere() {
        take("missing", null, DeathReason.EXPIRED, DeadLetterStrategy.AT_MOST_ONCE);

        assertThat(taken).containsExactly("taken");
    }

    @Test
    void aSafeLetterWaitsUntilItIsRoutable() {
        take("", "late", DeathReason.EXPIRED, DeadLetterStrategy.AT_LEAST_ONCE);
        assertThat(taken).isEmpty();

        declare("late");
        lanes.advance(RETRY_MILLIS);
        lanes.runAll();

        assertThat(taken).containsExactly("taken");
        assertThat(got("late")).isNotNull();
    }

    @Test
    void expiryAloneDoesNotGoRound() {
        take("", "from", DeathReason.EXPIRED, DeadLetterStrategy.AT_MOST_ONCE);

        assertThat(taken).containsExactly("taken");
        assertThat(got("from")).isNull();
    }

    @Test
    void whatIsRejectedMayGoRound() {
        take("", "from", DeathReason.REJECTED, DeadLetterStrategy.AT_MOST_ONCE);

        assertThat(got("from")).isNotNull();
    }

    @Test
    void withoutAnExchangeThereAreNoLetters() {
        take(null, null, DeathReason.REJECTED, DeadLetterStrategy.AT_MOST_ONCE);

        assertThat(taken).containsExactly("taken");
    }

    private void take(
            @Nullable String exchange,
            @Nullable String key,
            DeathReason reason,
            DeadLetterStrategy strategy) {
        byte[] header = ContentHeader.encode(BasicProperties.EMPTY, 0);
        Message message = new Message(ShortString.EMPTY, name("from"), header, header.length);
        DeadLettering where =
                new DeadLettering(
                        exchange == null ? null : name(exchange),
                        key == null ? null : name(key),
                        strategy);
        lanes.run(
                1,
                () -> office.take(queue("from"), where, message, reason, () -> taken.add("taken")));
        lanes.runAll();
    }

    private @Nullable Got got(String queue) {
        AtomicReference<@Nullable Got> got = new AtomicReference<>();
        lanes.run(1, () -> queue(queue).get(1, true).thenAccept(got::set));
        return got.get();
    }

    private Queue queue(String name) {
        long id = metadata.topology().requireVhost("/").requireQueue(name(name)).id();
        return Objects.requireNonNull(queues.queueOrNull(id));
    }

    private void declare(String queue) {
        lanes.run(
                0,
                () ->
                        queues.declare(
                                new TopologyCommand.DeclareQueue(
                                        "/",
                                        name(queue),
                                        new QueueOptions(false, false, null, FieldTable.EMPTY),
                                        false),
                                "guest",
                                lanes.lane(0)));
        lanes.runAll();
    }

    private void apply(TopologyCommand command) {
        lanes.run(0, () -> metadata.submit(command));
        lanes.runAll();
    }

    private static ShortString name(String text) {
        return ShortString.of(text);
    }
}
