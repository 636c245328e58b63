package dev.warren.management.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.management.sample.Retention.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrackTest {

    /// A whole minute.
    private static final long BEGIN = 1_700_000_040_000L;

    private static final int COLUMN = 0;

    private final long[] counter = new long[1];
    private final long[] scratch = new long[1];
    private long now = BEGIN;
    private final Track track =
            new Track(
                    row -> row[COLUMN] = counter[COLUMN],
                    Retention.of(new Span(60, 5), new Span(600, 60)),
                    Row.zeros(BEGIN, 1));

    /// Seconds in each of which so much is counted.
    private void pass(int seconds, int eachSecond) {
        for (int i = 0; i < seconds; i++) {
            now += 1_000;
            counter[COLUMN] += eachSecond;
            track.sample(now, scratch);
        }
    }

    private List<Long> values(Range range) {
        return track.samples(COLUMN, range, now, false).stream().map(Track.Sample::value).toList();
    }

    @Test
    void rateIsThereAfterTheFirstSecond() {
        pass(1, 70);

        assertThat(track.rate(COLUMN)).isEqualTo(70);
    }

    @Test
    void rateIsThatOfTheLastFiveSeconds() {
        pass(20, 10);
        pass(2, 60);

        assertThat(track.rate(COLUMN)).isEqualTo((3 * 10 + 2 * 60) / 5.0);
    }

    @Test
    void rateAfterARestDoesNotReachBackIntoIt() {
        pass(3, 10);
        pass(100, 0);
        pass(1, 40);

        assertThat(track.rate(COLUMN)).isEqualTo(40);
    }

    @Test
    void rateOfWhatHasStoppedIsZero() {
        pass(10, 10);
        pass(6, 0);

        assertThat(track.rate(COLUMN)).isZero();
    }

    @Test
    void lengthThatShrinksHasANegativeRate() {
        counter[COLUMN] = 100;
        pass(20, 0);
        pass(1, -30);

        assertThat(track.rate(COLUMN)).isEqualTo(-30);
    }

    @Test
    void samplesComeNewestFirstOnWholeSteps() {
        track.keep();
        pass(23, 1);

        assertThat(track.samples(COLUMN, new Range(20, 5), now, false))
                .containsExactly(
                        new Track.Sample(BEGIN + 20_000, 20),
                        new Track.Sample(BEGIN + 15_000, 15),
                        new Track.Sample(BEGIN + 10_000, 10),
                        new Track.Sample(BEGIN + 5_000, 5),
                        new Track.Sample(BEGIN, 0));
    }

    @Test
    void newestTimeOfLengthsIsRoundedUp() {
        track.keep();
        pass(23, 1);

        assertThat(track.samples(COLUMN, new Range(5, 5), now, true))
                .containsExactly(
                        new Track.Sample(BEGIN + 25_000, 23), new Track.Sample(BEGIN + 20_000, 20));
    }

    @Test
    void whatWasBeforeItHadAHistoryIsWhatItBeganWith() {
        pass(2, 7);
        track.keep();
        pass(10, 1);

        assertThat(values(new Range(30, 10))).containsExactly(22L, 0L, 0L, 0L);
    }

    @Test
    void longRangesAreTakenFromTheCoarserSamples() {
        track.keep();
        pass(300, 1);

        assertThat(values(new Range(240, 60))).containsExactly(300L, 240L, 180L, 120L, 60L);
    }

    @Test
    void samplesOfARestAreWhatItWasBefore() {
        track.keep();
        pass(10, 5);
        pass(30, 0);

        assertThat(values(new Range(20, 10))).containsExactly(50L, 50L, 50L);
    }

    @Test
    void staleIsWhatHasRestedForAsLongAsSamplesAreKept() {
        pass(5, 1);
        boolean wasStale = track.isStale(now);
        pass(601, 0);

        assertThat(wasStale).isFalse();
        assertThat(track.isStale(now)).isTrue();
    }
}
