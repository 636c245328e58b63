package dev.warren.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.server.config.ServerConfiguration.Resources;
import dev.warren.server.config.Watermark;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MemoryBasisTest {

    @Test
    void nobodySaysHowMuchThereIs() {
        assertThat(MemoryBasis.of(resources(null), 100, 200)).isEqualTo(new MemoryBasis(100, 200));
    }

    @Test
    void lessThanThereIsCounts() {
        assertThat(MemoryBasis.of(resources(50L), 100, 200)).isEqualTo(new MemoryBasis(50, 50));
    }

    @Test
    void heapHoldsNoMoreThanItDoes() {
        assertThat(MemoryBasis.of(resources(1000L), 100, 200))
                .isEqualTo(new MemoryBasis(100, 1000));
    }

    private static Resources resources(@Nullable Long total) {
        return new Resources(new Watermark.Relative(0.6), new Watermark.Absolute(1), total);
    }
}
