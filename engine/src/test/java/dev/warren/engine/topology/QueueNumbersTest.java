package dev.warren.engine.topology;

import static dev.warren.engine.topology.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import org.junit.jupiter.api.Test;

class QueueNumbersTest {

    private static final QueueOptions DURABLE = options(true);
    private static final QueueOptions VOLATILE = options(false);

    private final World world = new World();

    private static QueueOptions options(boolean durable) {
        return new QueueOptions(durable, false, null, FieldTable.EMPTY);
    }

    private static QueueDefinition queue(long id, QueueOptions options) {
        return new QueueDefinition(id, World.VHOST, ShortString.of("kept"), options);
    }

    private void useUpDurableNumbers() {
        world.apply(new TopologyCommand.RestoreQueue(queue(QueueNumbers.DURABLE_END - 1, DURABLE)));
    }

    @Test
    void durableAndVolatileQueuesCountOnTheirOwn() {
        world.declareQueue("v1", VOLATILE);
        world.declareQueue("d1", DURABLE);
        world.declareExclusiveQueue("v2", 7);
        world.declareQueue("d2", DURABLE);

        assertThat(world.queue("d1").id()).isEqualTo(1);
        assertThat(world.queue("d2").id()).isEqualTo(2);
        assertThat(world.queue("v1").id()).isEqualTo(1L << 32);
        assertThat(world.queue("v2").id()).isEqualTo((1L << 32) + 1);
    }

    @Test
    void queueThatSaysDurableAndExclusiveIsVolatile() {
        world.declareQueue("q", new QueueOptions(true, false, 7L, FieldTable.EMPTY));

        assertThat(world.queue("q").id()).isEqualTo(1L << 32);
    }

    @Test
    void deletedQueueLeavesItsNumberUsed() {
        world.declareQueue("q", DURABLE);
        world.deleteQueue("q");

        world.declareQueue("q", DURABLE);

        assertThat(world.queue("q").id()).isEqualTo(2);
    }

    @Test
    void lastNumberLeavesRoomForTheQueuesBeside() {
        world.apply(new TopologyCommand.RestoreQueue(queue(QueueNumbers.DURABLE_END - 2, DURABLE)));

        world.declareQueue("last", DURABLE);

        assertThat(world.queue("last").id()).isEqualTo(0x7FFF_FFFFL);
    }

    @Test
    void durableQueueIsRefusedWhenItsNumbersHaveRunOut() {
        useUpDurableNumbers();

        assertRefused(
                () -> world.declareQueue("one-more", DURABLE),
                541,
                "no durable queue can be declared any more: all 2147483647 numbers for them have"
                        + " been used");
        assertThat(world.hasQueue("one-more")).isFalse();
    }

    @Test
    void otherDeclarationsGoOnWhenDurableNumbersHaveRunOut() {
        useUpDurableNumbers();

        world.declareQueue("v", VOLATILE);

        assertThat(world.queue("v").id()).isEqualTo(1L << 32);
        assertThat(world.declareQueue("kept", DURABLE)).isEmpty();
    }

    @Test
    void restoredQueueMustHaveANumberOfItsKind() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TopologyReplay.apply(world.topology(), restore(1L << 32)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TopologyReplay.apply(world.topology(), restore(0)));
    }

    private static TopologyCommand restore(long id) {
        return new TopologyCommand.RestoreQueue(queue(id, DURABLE));
    }

    @Test
    void numbersBeyondTheEndAreNotReserved() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        world.apply(
                                new TopologyCommand.ReserveQueueIds(QueueNumbers.DURABLE_END + 1)));
    }
}
