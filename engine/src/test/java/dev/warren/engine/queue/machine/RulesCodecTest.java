package dev.warren.engine.queue.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue.Int32;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.engine.queue.data.ByteReader;
import dev.warren.engine.queue.data.ByteWriter;
import dev.warren.engine.topology.QueueSettings;
import dev.warren.engine.topology.Setback;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RulesCodecTest {

    @Test
    void rulesOfARetryingQueueAreReadAsTheyWereWritten() {
        FieldTable arguments =
                FieldTable.EMPTY
                        .with("x-retry-base", new Int32(1))
                        .with("x-retry-on", LongText.of("reject,timeout"));
        Rules rules = Rules.of(QueueSettings.of(arguments, null, null));

        Rules read = read(rules);

        assertThat(read).isEqualTo(rules);
        assertThat(read.retriedOn()).isEqualTo(Set.of(Setback.DISCARDED, Setback.TIMED_OUT));
    }

    @Test
    void rulesOfAPlainQueueRetryNothing() {
        assertThat(read(Rules.NONE)).isEqualTo(Rules.NONE);
        assertThat(Rules.NONE.retriedOn()).isEmpty();
    }

    private static Rules read(Rules rules) {
        ByteWriter out = new ByteWriter();
        RulesCodec.write(rules, out);
        return RulesCodec.read(new ByteReader(out.toBytes()));
    }
}
