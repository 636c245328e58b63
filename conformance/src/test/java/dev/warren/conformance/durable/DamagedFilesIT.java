package dev.warren.conformance.durable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.conformance.durable.WalFiles.Place;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/// Files of the log have suffered while the broker was down. It starts, says so, and delivers all
/// that is left, bit by bit.
@Timeout(180)
@EnabledIf("dev.warren.conformance.durable.DurableWarren#isWarrenOurs")
class DamagedFilesIT {

    private static final String[] QUEUES = {"a", "b", "c"};
    private static final int SIZE = 20_000;

    /// More than the first file holds; more than the first two hold.
    private static final int TWO_FILES = 300;

    private static final int THREE_FILES = 1_300;

    /// Message 11 is the fourth of queue b.
    private static final int VICTIM = 11;

    /// The last block of a sealed file says where its index is.
    private static final int TRAILER_BYTES = 4_096;

    private interface Mishap {
        void befall(List<Place> places, List<Path> files) throws IOException;
    }

    /// Lets something happen to the files of a broker with full queues, and says what it has then.
    private static void assertLeft(
            int count, Mishap mishap, Predicate<Place> isLeft, String... said) throws Exception {
        try (var warren = DurableWarren.start()) {
            warren.fill(count, SIZE, QUEUES);
            warren.process().kill();
            var wal = new WalFiles(warren.process().data());
            List<Place> places = wal.find(count, SIZE);

            mishap.befall(places, wal.all());
            warren.process().startAgain();

            for (int i = 0; i < QUEUES.length; i++) {
                int queue = i;
                assertThat(warren.ids(QUEUES[queue]))
                        .as(QUEUES[queue])
                        .isEqualTo(
                                places.stream()
                                        .filter(place -> (place.id() - 1) % QUEUES.length == queue)
                                        .filter(isLeft)
                                        .map(Place::id)
                                        .toList());
            }
            var errors = warren.process().log().lines().filter(l -> l.contains("[error]")).toList();
            for (String text : said) {
                assertThat(errors).anyMatch(line -> line.contains(text));
            }
            warren.assertKeeps(QUEUES[0]);
        }
    }

    @Test
    void damagedBodiesOfOneQueueCostNoOthers() throws Exception {
        assertLeft(
                TWO_FILES,
                (places, _) -> {
                    for (int id : new int[] {VICTIM, VICTIM + QUEUES.length}) {
                        Place place = places.get(id - 1);
                        WalFiles.flip(place.file(), place.start() + 1_000);
                    }
                },
                place -> place.id() != VICTIM && place.id() != VICTIM + QUEUES.length,
                "queue 'b'");
    }

    @Test
    void damagedHeadOfARecordCostsThatMessage() throws Exception {
        assertLeft(
                TWO_FILES,
                (places, _) -> {
                    Place place = places.get(VICTIM - 1);
                    WalFiles.flip(place.file(), WalFiles.recordOf(place) + 12);
                },
                place -> place.id() != VICTIM,
                "queue 'b'");
    }

    @Test
    void damagedIndexOfASealedFileCostsNothing() throws Exception {
        assertLeft(
                TWO_FILES,
                (_, files) ->
                        WalFiles.flip(
                                files.getFirst(), Files.size(files.getFirst()) - TRAILER_BYTES),
                _ -> true,
                "file 1");
    }

    @Test
    void missingFileCostsWhatItHeld() throws Exception {
        assertLeft(
                THREE_FILES,
                (_, files) -> Files.delete(files.get(1)),
                place -> !place.file().endsWith("000000000002.wal"),
                "file 2");
    }

    @Test
    void lastFileWithoutABitOfItCostsWhatItHeld() throws Exception {
        assertLeft(
                TWO_FILES,
                (places, _) -> WalFiles.truncate(places.getLast().file(), 0),
                place -> place.file().endsWith("000000000001.wal"),
                "file 2");
    }

    /// Queues may live on several lanes: what stands behind another message was not always
    /// published after it.
    @Test
    void shortenedLastFileCostsWhatStoodBehind() throws Exception {
        var asWritten = Comparator.comparing(Place::file).thenComparing(Place::start);
        var last = new AtomicReference<Place>();
        assertLeft(
                TWO_FILES,
                (places, _) -> {
                    Place place = places.stream().sorted(asWritten).toList().get(TWO_FILES - 21);
                    WalFiles.truncate(place.file(), place.end());
                    last.set(place);
                },
                place -> asWritten.compare(place, last.get()) <= 0);
    }
}
