package dev.warren.management.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.warren.management.sample.Retention.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TracksTest {

    private static final long BEGIN = 1_700_000_000_000L;

    /// Something that is counted, equal only to itself.
    private static final class Counted {
        long count;
    }

    private final Places places = new Places(2);
    private final Tracks<Counted> tracks =
            new Tracks<>(
                    new Columns<Counted>(
                            List.of("count"), (counted, row) -> row[0] = counted.count),
                    Retention.of(new Span(60, 5)),
                    places,
                    () -> (_, _) -> {});
    private long round;

    private void look(List<Counted> there) {
        long now = BEGIN + round * 1_000;
        tracks.follow(there, round, now);
        tracks.sample(round, now);
        round++;
    }

    private Track track(Counted counted) {
        return Objects.requireNonNull(tracks.trackedOrNull(counted)).track();
    }

    private static List<Counted> some(int count) {
        return new ArrayList<>(IntStream.range(0, count).mapToObj(_ -> new Counted()).toList());
    }

    @Test
    void newThingCountsFromZero() {
        look(List.of());
        Counted counted = new Counted();
        counted.count = 12;

        look(List.of(counted));

        assertThat(track(counted).rate(0)).isEqualTo(12);
    }

    @Test
    void whatWasThereBeforeDoesNotLookAsIfItHadJustCome() {
        Counted counted = new Counted();
        counted.count = 1_000_000;

        look(List.of(counted));

        assertThat(track(counted).rate(0)).isZero();
    }

    @Test
    void trackGoesWithItsThing() {
        Counted counted = new Counted();
        look(List.of(counted));

        look(List.of());

        assertThat(tracks.trackedOrNull(counted)).isNull();
    }

    @Test
    void onlySoManyHaveAHistoryAndAllHaveRates() {
        List<Counted> three = some(3);
        look(three);
        three.forEach(counted -> counted.count = 5);

        look(three);

        assertThat(three).filteredOn(counted -> track(counted).isKept()).hasSize(2);
        assertThat(three).allMatch(counted -> track(counted).rate(0) == 5);
    }

    @Test
    void placeOfWhatHasGoneIsFreeAgain() {
        List<Counted> two = some(2);
        look(two);
        two.forEach(counted -> counted.count = 5);
        look(two);
        Counted later = new Counted();

        later.count = 1;
        look(List.of(later));

        assertThat(track(later).isKept()).isTrue();
    }

    @Test
    void idleOnesAreLookedAtInTurnsWhenThereAreMany() {
        List<Counted> many = some(Tracks.OFTEN_MAX + 10);
        look(many);
        many.forEach(counted -> counted.count = 5);

        look(many);
        long seenAtOnce = many.stream().filter(counted -> track(counted).rate(0) > 0).count();
        IntStream.range(0, Tracks.SELDOM).forEach(_ -> look(many));

        assertThat(seenAtOnce).isCloseTo((Tracks.OFTEN_MAX + 10) / Tracks.SELDOM, within(1L));
        assertThat(many).allMatch(counted -> track(counted).last(0) == 5);
    }
}
