package dev.warren.engine.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue.Int32;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.queue.ConfirmSink;
import dev.warren.engine.queue.QueueCounter;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.policy.Policy;
import dev.warren.engine.topology.policy.PolicyKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveryDelayTest {

    private final DelayRig rig = new DelayRig(3, 1);

    @BeforeEach
    void declare() {
        rig.declareExchange("x");
    }

    @Test
    void whatIsPublishedIsReadyWhenItsTimeHasComeAndNotBefore() {
        declare(500);
        rig.publish("x", "m", 0);
        rig.advance(499);
        assertThat(rig.drain("q")).isEmpty();
        assertThat(counted(QueueCounter.WAITING)).isOne();

        rig.advance(1);
        assertThat(rig.drain("q")).containsExactly("m");
        assertThat(counted(QueueCounter.WAITING)).isZero();
        assertThat(rig.ledger.bytesOf(Holder.QUEUES)).isZero();
    }

    @Test
    void orderIsThatOfPublishing() {
        declare(500);
        for (int i = 0; i < 100; i++) {
            rig.publish("x", "" + i, 0);
        }
        rig.advance(500);

        assertThat(rig.drain("q")).hasSize(100).startsWith("0", "1", "2").endsWith("99");
    }

    @Test
    void messageIsConfirmedWhileItWaits() {
        declare(500);
        int[] confirmed = {0};
        rig.publish(
                "x",
                "m",
                0,
                new ConfirmSink() {
                    @Override
                    public void confirmed(long number) {
                        confirmed[0]++;
                    }

                    @Override
                    public void refused(long number) {
                        throw new AssertionError("refused");
                    }
                });

        assertThat(confirmed[0]).isOne();
    }

    @Test
    void policyDelaysFromThenOn() {
        rig.declareQueue("q", "x", FieldTable.EMPTY);
        rig.publish("x", "before", 0);
        FieldTable definition = FieldTable.EMPTY.with("delivery-delay", new Int32(500));
        rig.lanes.run(
                0,
                () ->
                        rig.queues.submit(
                                new TopologyCommand.SetPolicy(
                                        DelayRig.VHOST,
                                        PolicyKind.USER,
                                        new Policy("p", "^q$", definition, 0, "queues"))));
        rig.lanes.runAll();
        rig.publish("x", "after", 0);
        assertThat(rig.drain("q")).containsExactly("before");
        rig.advance(500);

        assertThat(rig.drain("q")).containsExactly("after");
    }

    @Test
    void noDelayIsNone() {
        declare(0);
        rig.publish("x", "m", 0);

        assertThat(rig.drain("q")).containsExactly("m");
    }

    private void declare(int millis) {
        rig.declareQueue("q", "x", FieldTable.EMPTY.with("x-delivery-delay", new Int32(millis)));
    }

    private long counted(QueueCounter counter) {
        return rig.queue("q").counters().of(counter);
    }
}
