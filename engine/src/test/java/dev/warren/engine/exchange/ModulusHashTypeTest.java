package dev.warren.engine.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ModulusHashTypeTest {

    private final Bound modulus = new Bound("x-modulus-hash");

    @Test
    void sharesKeysEvenlyWhateverTheBindingKeys() {
        modulus.to("a", "").to("b", "x").to("c", "1");

        Shares shares = Shares.ofKeys(modulus.table(), 12_000);

        assertThat(shares.of("a")).isCloseTo(4_000, Offset.offset(200L));
        assertThat(shares.of("b")).isCloseTo(4_000, Offset.offset(200L));
    }

    @Test
    void queueBoundTwiceGetsTwiceAsMuch() {
        modulus.to("a", "1").to("a", "2").to("b", "1");

        assertThat(Shares.ofKeys(modulus.table(), 12_000).of("a"))
                .isCloseTo(8_000, Offset.offset(200L));
    }

    @Test
    void keysGoTheSameWayInWhateverOrderQueuesWereBound() {
        modulus.to("a", "").to("b", "").to("c", "");
        Bound other = new Bound("x-modulus-hash").to("c", "").to("a", "").to("b", "");

        assertThat(Shares.ofKeys(other.table(), 1_000))
                .isEqualTo(Shares.ofKeys(modulus.table(), 1_000));
    }

    @Test
    void nothingBoundLeadsNowhere() {
        assertThat(modulus.queuesFor("k")).isEmpty();
        assertThat(modulus.to("a", "").without("a", "").queuesFor("k")).isEmpty();
    }
}
