package dev.warren.engine.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.message.Message;
import dev.warren.engine.topology.QueueSettings;
import org.junit.jupiter.api.Test;

class KeptTest {

    private static final QueueSettings QUORUM =
            QueueSettings.of(FieldTable.EMPTY.with("x-queue-type", "quorum"), null, null);

    @Test
    void durableClassicQueueKeepsWhatIsPersistent() {
        Kept kept = Kept.by(identity(true), QueueSettings.NONE);

        assertThat(kept.keeps(message(2))).isTrue();
        assertThat(kept.keeps(message(1))).isFalse();
    }

    @Test
    void quorumQueueKeepsEverything() {
        Kept kept = Kept.by(identity(true), QUORUM);

        assertThat(kept.keeps(message(2))).isTrue();
        assertThat(kept.keeps(message(1))).isTrue();
    }

    @Test
    void queueThatGoesKeepsNothing() {
        assertThat(Kept.by(identity(false), QueueSettings.NONE).keeps(message(2))).isFalse();
    }

    private static QueueIdentity identity(boolean isDurable) {
        return new QueueIdentity(1, "/", ShortString.of("q"), isDurable, false, false);
    }

    private static Message message(int deliveryMode) {
        byte[] header =
                ContentHeader.encode(BasicProperties.EMPTY.withDeliveryMode(deliveryMode), 0);
        return new Message(ShortString.EMPTY, ShortString.of("q"), header, header.length);
    }
}
