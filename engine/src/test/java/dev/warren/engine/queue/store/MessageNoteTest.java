package dev.warren.engine.queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageNoteTest {

    private static final long NOW = 1_800_000_000_000L;

    private static final long LAST = (1L << 42) - 1;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2_097_151, 2_097_152, 1 << 29})
    void plainNoteIsTheLength(int length) {
        long note = MessageNote.of(length);

        assertThat(note).isEqualTo(length);
        assertThat(MessageNote.isUntil(note)).isFalse();
        assertThat(MessageNote.bodyLength(note)).isEqualTo(length);
    }

    @ParameterizedTest
    @ValueSource(longs = {1_024, NOW, NOW + 315_360_000_000L, LAST})
    void timeIsExact(long millis) {
        long note = MessageNote.until(millis, 2_097_151);

        assertThat(MessageNote.isUntil(note)).isTrue();
        assertThat(MessageNote.untilMillis(note)).isEqualTo(millis);
        assertThat(MessageNote.bodyLength(note)).isEqualTo(2_097_151);
    }

    @Test
    void longBodiesAreCountedInKib() {
        assertThat(MessageNote.bodyLength(MessageNote.until(NOW, 2 << 20))).isEqualTo(2 << 20);
        assertThat(MessageNote.bodyLength(MessageNote.until(NOW, (2 << 20) + 1)))
                .isEqualTo((2 << 20) + 1024);
        assertThat(MessageNote.bodyLength(MessageNote.until(NOW, 1 << 30))).isEqualTo(1 << 30);
    }
}
