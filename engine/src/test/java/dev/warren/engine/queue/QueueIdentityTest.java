package dev.warren.engine.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueIdentityTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 0x7FFF_FFFFL, 0x8000_0000L, 0xFFFF_FFFFL})
    void logNamesADurableQueueByItsWholeNumber(long id) {
        int owner = QueueIdentity.logOwner(id);

        assertThat(Integer.toUnsignedLong(owner)).isEqualTo(id);
    }

    @Test
    void logCannotNameAVolatileQueue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QueueIdentity.logOwner(1L << 32))
                .withMessageContaining("4294967296");
    }

    @Test
    void noQueueHasNumberZeroInTheLog() {
        assertThatIllegalArgumentException().isThrownBy(() -> QueueIdentity.logOwner(0));
    }
}
