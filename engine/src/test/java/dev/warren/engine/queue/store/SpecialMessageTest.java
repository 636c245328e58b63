package dev.warren.engine.queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue.Int64;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.machine.Effects;
import dev.warren.engine.queue.machine.QueueMachine;
import dev.warren.engine.queue.machine.Rules;
import dev.warren.engine.topology.QueueSettings;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// What the log keeps of messages that expire or have a priority.
class SpecialMessageTest {

    private static final BasicProperties PROPERTIES =
            BasicProperties.EMPTY
                    .withDeliveryMode(2)
                    .withPriority(7)
                    .withExpiration(ShortString.of("500"));

    @Test
    void recordSaysWhenItCameInAndWhatItNames() throws IOException {
        StoreRig rig = new StoreRig();
        LogQueueStore store = rig.queue(true);

        rig.turn(() -> store.append(0, message(), 12_345));
        rig.rest();

        Special special = StoreRecords.specialOrNull(rig.record(store, 0));
        assertThat(special).isEqualTo(new Special(12_345, 500, 7));
        assertThat(rig.record(store, 0).info().flags() & StoreRecords.SPECIAL).isNotZero();
    }

    @Test
    void recordOfAPlainMessageIsNotRead() throws IOException {
        StoreRig rig = new StoreRig();
        LogQueueStore store = rig.queue(true);

        rig.turn(() -> store.append(0, message()));
        rig.rest();

        assertThat(rig.record(store, 0).info().flags() & StoreRecords.SPECIAL).isZero();
    }

    @Test
    void queueThatNeedsTheTimeDoesNotShareARecordWithoutIt() throws IOException {
        StoreRig rig = new StoreRig();
        LogQueueStore plain = rig.queue(true);
        LogQueueStore timed = rig.queue(true);
        LogQueueStore other = rig.queue(true);
        Message message = message();
        message.share(3);

        rig.turn(() -> {
            plain.append(0, message);
            timed.append(0, message, 99);
            other.append(0, message);
        });
        rig.rest();

        assertThat(rig.record(plain, 0).info().flags() & StoreRecords.SPECIAL).isZero();
        assertThat(rig.record(timed, 0).info().flags() & StoreRecords.SPECIAL).isNotZero();
        assertThat(rig.record(other, 0).recordPosition())
                .isEqualTo(rig.record(timed, 0).recordPosition());
    }

    @Test
    void restoredMessageExpiresWhenItWouldHave() {
        QueueMachine machine = new QueueMachine(false, Effects.NONE);
        machine.configure(
                Rules.of(
                        QueueSettings.of(
                                FieldTable.EMPTY
                                        .with("x-message-ttl", new Int64(1_000))
                                        .with("x-max-priority", new Int64(10)),
                                null,
                                null)));
        QueueStore.Restored into = machine.restored();
        into.message(3, 10, false, new Special(5_000, Long.MAX_VALUE, 1));
        into.message(4, 10, false, new Special(5_000, 200, 9));
        into.message(5, 10, true);
        into.nextSequence(9);

        machine.at(5_201);

        assertThat(machine.next()).isEqualTo(QueueMachine.NONE);
        assertThat(machine.get(7, true)).isEqualTo(3);
        machine.at(6_001);
        assertThat(machine.isFirstRedelivered()).isTrue();
        assertThat(machine.get(7, true)).isEqualTo(5);
        assertThat(machine.append(10)).isEqualTo(9);
    }

    private static Message message() {
        byte[] header = ContentHeader.encode(PROPERTIES, 0);
        return new Message(ShortString.EMPTY, ShortString.of("k"), header, header.length);
    }
}
