package dev.warren.engine.queue.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.codec.value.ShortString;
import dev.warren.engine.message.Marks;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarksCodecTest {

    @Test
    void noMarksAreNoBytes() {
        assertThat(MarksCodec.encode(Marks.NONE)).isEmpty();
        assertThat(MarksCodec.decode(new byte[0])).isEqualTo(Marks.NONE);
    }

    @Test
    void marksComeBackAsTheyWere() {
        List<ShortString> keys = List.of(ShortString.of("a"), ShortString.EMPTY);
        for (Marks marks :
                List.of(
                        new Marks(true, List.of()),
                        new Marks(false, true, List.of()),
                        new Marks(true, true, keys),
                        new Marks(false, keys),
                        new Marks(true, keys))) {
            assertThat(MarksCodec.decode(MarksCodec.encode(marks))).isEqualTo(marks);
        }
    }

    @Test
    void whatIsCutShortIsRefused() {
        assertThatThrownBy(() -> MarksCodec.decode(new byte[] {1, 5, 'a'}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void blindKeysFitBesideARecord() {
        List<ShortString> many = Collections.nCopies(1_000, ShortString.of("k".repeat(255)));

        byte[] encoded = MarksCodec.encode(Marks.NONE.withBlindKeys(many));

        assertThat(encoded).hasSizeBetween(30_000, 32_769);
    }
}
