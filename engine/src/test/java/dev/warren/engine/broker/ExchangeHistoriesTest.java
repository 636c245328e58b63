package dev.warren.engine.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue.Int32;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.lane.StepLanes;
import dev.warren.engine.memory.ByteLedger;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.home.QueueContext;
import dev.warren.engine.routing.Route;
import dev.warren.engine.routing.Router;
import dev.warren.engine.topology.Exchange;
import dev.warren.engine.topology.ExchangeDefinition;
import dev.warren.engine.topology.InMemoryMetadataStore;
import dev.warren.engine.topology.QueueDefinition;
import dev.warren.engine.topology.QueueOptions;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.VirtualHost;
import dev.warren.engine.topology.VirtualHostDefinition;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two lanes: the first decides, queues live on the second.
class ExchangeHistoriesTest {

    private static final String VHOST = "/";
    private static final FieldTable KEEPS_TWO =
            FieldTable.EMPTY.with("x-recent-history-length", new Int32(2));

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
    private final ExchangeHistories histories =
            new ExchangeHistories(metadata, queues, ledger, new SplittableRandom(1));

    @BeforeEach
    void declare() {
        apply(new TopologyCommand.AddVhost(VirtualHostDefinition.of(VHOST)));
        declare("history", "x-recent-history", KEEPS_TWO);
        apply(
                new TopologyCommand.DeclareQueue(
                        VHOST,
                        ShortString.of("q"),
                        new QueueOptions(false, false, null, FieldTable.EMPTY),
                        false));
    }

    private void apply(TopologyCommand command) {
        lanes.run(0, () -> metadata.submit(command));
        lanes.runAll();
    }

    private void declare(String exchange, String type, FieldTable arguments) {
        apply(
                new TopologyCommand.DeclareExchange(
                        VHOST,
                        new ExchangeDefinition(
                                ShortString.of(exchange), type, false, false, false, arguments)));
    }

    private void bindQueue(String exchange, String key) {
        apply(
                new TopologyCommand.BindQueue(
                        VHOST,
                        ShortString.of("q"),
                        ShortString.of(exchange),
                        ShortString.of(key),
                        FieldTable.EMPTY,
                        null));
    }

    private void bindExchange(String destination, String source) {
        apply(
                new TopologyCommand.BindExchange(
                        VHOST,
                        ShortString.of(destination),
                        ShortString.of(source),
                        ShortString.EMPTY,
                        FieldTable.EMPTY));
    }

    private void publish(String exchange, String key, FieldTable headers) {
        byte[] header = ContentHeader.encode(BasicProperties.builder().headers(headers).build(), 0);
        Message message =
                new Message(ShortString.of(exchange), ShortString.of(key), header, header.length);
        Route route =
                Router.route(
                        vhost(),
                        exchange(exchange),
                        message.routingKey(),
                        new MessageHeaders(message, new SplittableRandom(1)));
        lanes.run(1, () -> histories.remember(VHOST, route, message));
        lanes.runAll();
    }

    private void publish(String exchange, String key) {
        publish(exchange, key, FieldTable.EMPTY);
    }

    private VirtualHost vhost() {
        return metadata.topology().requireVhost(VHOST);
    }

    private Exchange exchange(String name) {
        return vhost().requireExchange(ShortString.of(name));
    }

    private long ready() {
        QueueDefinition definition = vhost().requireQueue(ShortString.of("q"));
        Queue queue = queues.queueOrNull(definition.id());
        if (queue == null) {
            throw new AssertionError(definition + " has no queue");
        }
        var counts = queue.counts();
        lanes.runAll();
        return counts.toCompletableFuture().join().ready();
    }

    @Test
    void newBindingGetsTheLastMessages() {
        publish("history", "1");
        publish("history", "2");
        publish("history", "3");

        bindQueue("history", "any");

        assertThat(ready()).isEqualTo(2);
    }

    @Test
    void replayedMessagesAreCountedOnceMoreWhileTheyAreQueued() {
        publish("history", "1");
        long kept = ledger.bytesOf(Holder.HISTORIES);

        bindQueue("history", "any");

        assertThat(kept).isPositive();
        assertThat(ledger.bytesOf(Holder.HISTORIES)).isEqualTo(kept);
        assertThat(ledger.bytesOf(Holder.QUEUES)).isEqualTo(kept);
    }

    @Test
    void exchangeAsDestinationRoutesWhatIsReplayed() {
        declare("topic", "topic", FieldTable.EMPTY);
        bindQueue("topic", "logs.*");
        publish("history", "logs.error");
        publish("history", "news");

        bindExchange("topic", "history");

        assertThat(ready()).isEqualTo(1);
    }

    @Test
    void historyBehindAHistoryRemembersWhatIsReplayed() {
        declare("second", "x-recent-history", KEEPS_TWO);
        publish("history", "1");
        bindExchange("second", "history");

        bindQueue("second", "");

        assertThat(ready()).isEqualTo(1);
    }

    @Test
    void circleOfHistoriesEnds() {
        declare("second", "x-recent-history", KEEPS_TWO);
        publish("history", "1");

        bindExchange("second", "history");
        bindExchange("history", "second");
        bindQueue("history", "");

        assertThat(ready()).isEqualTo(2);
    }

    @Test
    void messageThatAsksNotToBeKeptIsNot() {
        publish("history", "1", FieldTable.EMPTY.with("x-recent-history-no-store", true));

        bindQueue("history", "");

        assertThat(ready()).isZero();
    }

    @Test
    void deletedExchangeGivesItsBytesBack() {
        publish("history", "1");

        apply(new TopologyCommand.DeleteExchange(VHOST, ShortString.of("history"), false));

        assertThat(ledger.bytesOf(Holder.HISTORIES)).isZero();
        assertThat(ledger.totalBytes()).isZero();
    }

    @Test
    void deletedVhostGivesItsBytesBack() {
        publish("history", "1");

        apply(new TopologyCommand.DeleteVhost(VHOST));

        assertThat(ledger.bytesOf(Holder.HISTORIES)).isZero();
    }

    @Test
    void exchangesThatWereThereBeforeTheBrokerHaveAHistoryToo() {
        ExchangeHistories later =
                new ExchangeHistories(metadata, queues, ledger, new SplittableRandom(1));
        byte[] header = ContentHeader.encode(BasicProperties.EMPTY, 0);
        Message message =
                new Message(ShortString.of("history"), ShortString.EMPTY, header, header.length);
        Route route =
                Router.route(
                        vhost(),
                        exchange("history"),
                        ShortString.EMPTY,
                        new MessageHeaders(message, new SplittableRandom(1)));

        later.remember(VHOST, route, message);

        assertThat(ledger.bytesOf(Holder.HISTORIES)).isEqualTo(message.footprintBytes());
    }
}
