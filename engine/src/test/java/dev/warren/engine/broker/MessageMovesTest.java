package dev.warren.engine.broker;

import static dev.warren.engine.broker.DelayRig.VHOST;
import static dev.warren.engine.broker.DelayRig.name;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.broker.MessageMoves.Outgoing;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.Look;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.SeenMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageMovesTest {

    private DelayRig rig(long seed) {
        DelayRig rig = new DelayRig(3, seed);
        rig.declareQueue("from", "amq.fanout", FieldTable.EMPTY);
        rig.publish("", "from", 0);
        rig.publish("", "from", 0);
        rig.publish("", "from", 0);
        rig.declareQueue("to", "amq.direct", FieldTable.EMPTY);
        return rig;
    }

    private static MessageMoves moves(DelayRig rig) {
        return new MessageMoves(rig.queues.routing(), rig.ledger);
    }

    private static Map<SeenMessage, Outgoing> outgoing(DelayRig rig, String key) {
        List<SeenMessage> seen = new ArrayList<>();
        rig.queue("from").browse(Look.atAll(2)).thenAccept(s -> seen.addAll(s.messages()));
        rig.lanes.runAll();
        Map<SeenMessage, Outgoing> outgoing = new LinkedHashMap<>();
        seen.forEach(one -> outgoing.put(one, outgoing(one.message(), key)));
        return outgoing;
    }

    private static Outgoing outgoing(Message message, String key) {
        Message sent =
                message.rewritten(name("x"), name(key), message.properties(), message.marks());
        return new Outgoing(sent, VHOST, ShortString.EMPTY, List.of(name(key)));
    }

    private static <T> CompletableFuture<T> done(DelayRig rig, CompletionStage<T> stage) {
        rig.lanes.runAll();
        return stage.toCompletableFuture();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatIsMovedIsThereAndNotHere(long seed) {
        DelayRig rig = rig(seed);

        var moved = done(rig, moves(rig).move(rig.queue("from"), outgoing(rig, "to")));

        assertThat(moved).isCompletedWithValue(2);
        assertThat(rig.drain("to")).containsExactly("to", "to");
        assertThat(rig.drain("from")).containsExactly("from");
        assertThat(rig.ledger.bytesOf(Holder.QUEUES)).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatIsCopiedStays(long seed) {
        DelayRig rig = rig(seed);

        var copied = done(rig, moves(rig).copy(rig.queue("from"), outgoing(rig, "to")));

        assertThat(copied).isCompleted();
        assertThat(rig.drain("to")).hasSize(2);
        assertThat(rig.drain("from")).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatHasNowhereToGoStaysUntilItHas(long seed) {
        DelayRig rig = rig(seed);
        Queue from = rig.queue("from");
        Map<SeenMessage, Outgoing> outgoing = outgoing(rig, "later");
        assertThat(moves(rig).hasTarget(outgoing.values().iterator().next())).isFalse();

        var moved = done(rig, moves(rig).move(from, outgoing));
        assertThat(moved).isNotDone();

        rig.declareQueue("later", "amq.direct", FieldTable.EMPTY);
        rig.advance(2_000);
        assertThat(moved).isCompletedWithValue(2);
        assertThat(rig.drain("later")).hasSize(2);
        assertThat(rig.drain("from")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatAConsumerHasTakenMeanwhileIsNotCounted(long seed) {
        DelayRig rig = rig(seed);
        Map<SeenMessage, Outgoing> outgoing = outgoing(rig, "to");
        rig.queue("from").get(7, false);
        rig.lanes.runAll();

        var moved = done(rig, moves(rig).move(rig.queue("from"), outgoing));

        assertThat(moved).isCompletedWithValue(1);
        assertThat(rig.drain("to")).hasSize(2);
    }
}
