package dev.warren.links.federation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.Array;
import dev.warren.codec.value.FieldValue.Int16;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.codec.value.FieldValue.Table;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.exchange.Binding;
import dev.warren.engine.exchange.Destination;
import dev.warren.links.federation.BoundFrom.Here;
import dev.warren.links.federation.BoundFrom.Wanted;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BoundFromTest {

    private static Binding binding(String queue, String key, FieldTable arguments) {
        return new Binding(
                ShortString.of("x"), Destination.queue(queue), ShortString.of(key), arguments);
    }

    private static Here here(long hopsMax) {
        return new Here("east", "/", "x", hopsMax);
    }

    private static FieldTable from(int hops) {
        return FieldTable.EMPTY.with(
                BoundFrom.ARGUMENT,
                new Array(
                        List.of(
                                new Table(
                                        FieldTable.EMPTY
                                                .with("cluster-name", "south")
                                                .with("hops", new Int16((short) hops))))));
    }

    private static List<FieldValue> stations(Wanted wanted) {
        return ((Array) Objects.requireNonNull(wanted.arguments().get(BoundFrom.ARGUMENT)))
                .values();
    }

    private static FieldValue hops(Wanted wanted) {
        return Objects.requireNonNull(((Table) stations(wanted).getFirst()).value().get("hops"));
    }

    @Test
    void queuesWithTheSameKeyNeedOneBinding() {
        Set<Wanted> wanted =
                BoundFrom.wanted(
                        Set.of(
                                binding("a", "k", FieldTable.EMPTY),
                                binding("b", "k", FieldTable.EMPTY),
                                binding("a", "l", FieldTable.EMPTY)),
                        here(1));

        assertThat(wanted)
                .extracting(each -> each.key().toString())
                .containsExactlyInAnyOrder("k", "l");
    }

    @Test
    void argumentsGoAlong() {
        FieldTable match = FieldTable.EMPTY.with("x-match", "all").with("n", LongText.of("1"));

        Wanted wanted =
                BoundFrom.wanted(Set.of(binding("a", "", match)), here(1)).iterator().next();

        assertThat(wanted.arguments().get("x-match")).isEqualTo(LongText.of("all"));
        assertThat(wanted.arguments().get("n")).isEqualTo(LongText.of("1"));
        assertThat(hops(wanted)).isEqualTo(new Int16((short) 1));
    }

    @Test
    void bindingOfAFurtherBrokerGoesOnWhileItMay() {
        Set<Wanted> wanted = BoundFrom.wanted(Set.of(binding("a", "k", from(3))), here(9));

        assertThat(wanted).hasSize(1);
        assertThat(stations(wanted.iterator().next())).hasSize(2);
        assertThat(hops(wanted.iterator().next())).isEqualTo(new Int16((short) 2));
    }

    @Test
    void bindingThatHasComeFarEnoughStaysHere() {
        assertThat(BoundFrom.wanted(Set.of(binding("a", "k", from(1))), here(9))).isEmpty();
    }

    @Test
    void aLinkMayBeNearerThanTheBindingCouldGo() {
        Set<Wanted> wanted = BoundFrom.wanted(Set.of(binding("a", "k", from(9))), here(1));

        assertThat(hops(wanted.iterator().next())).isEqualTo(new Int16((short) 1));
    }

    @Test
    void differenceIsWhatOneHasAndTheOtherHasNot() {
        Set<Wanted> before =
                BoundFrom.wanted(
                        Set.of(
                                binding("a", "k", FieldTable.EMPTY),
                                binding("a", "l", FieldTable.EMPTY)),
                        here(1));
        Set<Wanted> now =
                BoundFrom.wanted(
                        Set.of(
                                binding("b", "l", FieldTable.EMPTY),
                                binding("b", "m", FieldTable.EMPTY)),
                        here(1));

        assertThat(BoundFrom.less(now, before))
                .extracting(each -> each.key().toString())
                .containsExactly("m");
        assertThat(BoundFrom.less(before, now))
                .extracting(each -> each.key().toString())
                .containsExactly("k");
    }
}
