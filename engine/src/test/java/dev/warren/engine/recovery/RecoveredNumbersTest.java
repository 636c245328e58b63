package dev.warren.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.memory.Holder;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.ConfirmSink;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.topology.QueueDefinition;
import dev.warren.engine.topology.QueueOptions;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.VirtualHostDefinition;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What made a queue is damaged, and its messages are not: who gets its number?
class RecoveredNumbersTest {

    private static final ConfirmSink NOBODY =
            new ConfirmSink() {
                @Override
                public void confirmed(long number) {}

                @Override
                public void refused(long number) {}
            };

    private final StorageWorld world = new StorageWorld(1, new StorageWalked());

    @Test
    void numberThatOnlyMessagesNameIsNotGivenAgain() throws IOException {
        world.begin(world.recover());
        submit(new TopologyCommand.AddVhost(VirtualHostDefinition.of(StorageWorld.VHOST)));
        QueueDefinition lost = declare("lost");
        publish("lost");
        world.crash();
        sealAndDamageTheLastChange();

        Recovered recovered = world.recover();
        world.begin(recovered);
        world.rest();
        QueueDefinition next = declare("next");

        assertThat(recovered.topology().requireVhost(StorageWorld.VHOST).queues()).isEmpty();
        assertThat(next.id()).isGreaterThan(lost.id());
    }

    private void sealAndDamageTheLastChange() throws IOException {
        Recovered before = world.recover();
        byte[] change =
                before.log.reader().read(before.topologyRecords.getLast().position()).content();
        world.begin(before);
        world.damage(change);
        world.crash();
    }

    private QueueDefinition declare(String name) {
        QueueOptions options = new QueueOptions(true, false, null, FieldTable.EMPTY);
        ShortString queue = ShortString.of(name);
        submit(new TopologyCommand.DeclareQueue(StorageWorld.VHOST, queue, options, false));
        QueueDefinition definition = world.definition(name);
        world.open(definition);
        return definition;
    }

    private void submit(TopologyCommand command) {
        world.run(0, () -> world.storage().metadata().submit(command));
        world.rest();
    }

    private void publish(String name) {
        Queue queue = Objects.requireNonNull(world.queues.get(name));
        byte[] header = ContentHeader.encode(BasicProperties.EMPTY.withDeliveryMode(2), 0);
        Message message =
                new Message(ShortString.EMPTY, ShortString.of("1"), header, header.length);
        world.run(
                0,
                () -> {
                    world.ledger().ofLane(0).add(Holder.QUEUES, message.footprintBytes());
                    queue.publish(message, NOBODY, 1);
                });
        world.rest();
    }
}
