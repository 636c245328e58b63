package dev.warren.conformance.durable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.conformance.durable.WalFiles.Place;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The last file of the log has lost its tail: what stands before the cut is there, in its order,
/// and nothing else.
@Timeout(120)
@EnabledIf("dev.warren.conformance.durable.DurableWarren#isWarrenOurs")
class TornTailIT {

    private static final int COUNT = 400;
    private static final int SIZE = 300;

    /// How many messages stand before the cut.
    private static final int NEXT = 300;

    /// Where the file is cut, as seen from two neighbouring messages.
    enum Cut {
        BEHIND_A_RECORD,
        IN_A_HEADER,
        IN_A_PAYLOAD,
        BEFORE_THE_LAST_BYTE;

        int offset(Place before, Place next) {
            return switch (this) {
                case BEHIND_A_RECORD -> before.end();
                case IN_A_HEADER -> before.end() + 5;
                case IN_A_PAYLOAD -> next.start() + 100;
                case BEFORE_THE_LAST_BYTE -> next.end() - 1;
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatStandsBeforeTheCutIsThere(Cut cut) throws Exception {
        try (var warren = DurableWarren.start()) {
            warren.fill(COUNT, SIZE, "q");
            warren.process().kill();
            List<Place> places = new WalFiles(warren.process().data()).find(COUNT, SIZE);
            Place next = places.get(NEXT);

            int at = cut.offset(places.get(NEXT - 1), next);
            WalFiles.loseTail(next.file(), at);
            warren.process().startAgain();

            List<Long> expected =
                    places.stream().filter(place -> place.end() <= at).map(Place::id).toList();
            assertThat(expected).hasSize(NEXT);
            assertThat(warren.ids("q")).isEqualTo(expected);
            warren.assertKeeps("q");
        }
    }
}
