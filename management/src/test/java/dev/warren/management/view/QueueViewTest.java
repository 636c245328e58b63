package dev.warren.management.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.queue.QueueCounter;
import dev.warren.engine.topology.QueueDefinition;
import dev.warren.engine.topology.QueueOptions;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.management.BrokerRig;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class QueueViewTest {

    private final BrokerRig rig = new BrokerRig();

    @Test
    void queueSaysHowManyMessagesTheDiskHasLost() {
        rig.run(() -> {
            var _ =
                    rig.metadata.submit(
                            new TopologyCommand.DeclareQueue(
                                    BrokerRig.VHOST,
                                    ShortString.of("q"),
                                    new QueueOptions(true, false, null, FieldTable.EMPTY),
                                    false));
        });
        var vhost = Objects.requireNonNull(rig.broker.topology().vhostOrNull(BrokerRig.VHOST));
        QueueDefinition queue = Objects.requireNonNull(vhost.queueOrNull(ShortString.of("q")));
        assertThat(QueueView.withTotals(rig.broker, queue)).doesNotContainKey("messages_lost");

        Objects.requireNonNull(rig.broker.queueOrNull(queue)).counters().add(QueueCounter.LOST, 3);

        assertThat(QueueView.withTotals(rig.broker, queue)).containsEntry("messages_lost", 3L);
    }
}
