package dev.warren.links.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.links.federation.UpstreamNames.Place;
import org.junit.jupiter.api.Test;

class UpstreamNamesTest {

    private static String queue(Place upstream, Place here) {
        return UpstreamNames.of(upstream, "east", here).queue();
    }

    @Test
    void sayOnlyWhatIsDifferentHere() {
        Place orders = new Place("/", "orders");

        assertThat(queue(orders, orders)).isEqualTo("federation: orders -> east");
        assertThat(queue(orders, new Place("/", "copies")))
                .isEqualTo("federation: orders -> east:copies");
        assertThat(queue(orders, new Place("eu", "orders")))
                .isEqualTo("federation: orders -> east:eu:orders");
    }

    @Test
    void exchangesTakeTurns() {
        UpstreamNames names = UpstreamNames.of(new Place("/", "x"), "east", new Place("/", "x"));

        assertThat(names.exchange(UpstreamNames.A)).isEqualTo("federation: x -> east A");
        assertThat(UpstreamNames.other(UpstreamNames.A)).isEqualTo(UpstreamNames.B);
        assertThat(UpstreamNames.other(UpstreamNames.B)).isEqualTo(UpstreamNames.A);
    }

    @Test
    void refuseToBeLongerThanNamesMayBe() {
        Place upstream = new Place("/", "x".repeat(200));
        Place here = new Place("v", "y".repeat(200));

        assertThatThrownBy(() -> UpstreamNames.of(upstream, "east", here))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
