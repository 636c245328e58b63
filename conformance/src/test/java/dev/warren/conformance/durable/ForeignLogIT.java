package dev.warren.conformance.durable;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/// A data directory that is not for this node or this version: refused with one clear line, and
/// nothing in it is changed, so that the right one finds everything.
@Timeout(120)
@EnabledIf("dev.warren.conformance.durable.DurableWarren#isWarrenOurs")
class ForeignLogIT {

    /// As docs/user/configuration.md says.
    private static final int EXIT_FOREIGN = 66;

    private static final int EXIT_TOO_NEW = 67;
    private static final int EXIT_LOCKED = 68;

    private static final int COUNT = 20;
    private static final int SIZE = 100;

    private static DurableWarren filledAndKilled() throws Exception {
        var warren = DurableWarren.start();
        warren.fill(COUNT, SIZE, "q");
        warren.process().kill();
        return warren;
    }

    private static void assertAllThere(DurableWarren warren) throws Exception {
        warren.process().startAgain();
        assertThat(warren.ids("q")).hasSize(COUNT);
    }

    @Test
    void logOfAnotherNodeIsRefused() throws Exception {
        try (var warren = filledAndKilled()) {
            Path file = warren.process().data().resolve("node.id");
            String own = Files.readString(file);
            Files.writeString(file, own.replaceAll("node = .*", "node = " + UUID.randomUUID()));

            assertThat(warren.process().startRefused()).isEqualTo(EXIT_FOREIGN);

            assertThat(warren.process().log()).contains("of the log belongs to node");
            Files.writeString(file, own);
            assertAllThere(warren);
        }
    }

    @Test
    void directoryOfANewerFormatIsRefused() throws Exception {
        try (var warren = filledAndKilled()) {
            Path file = warren.process().data().resolve("node.id");
            String own = Files.readString(file);
            Files.writeString(file, own.replace("format = 1", "format = 99"));

            assertThat(warren.process().startRefused()).isEqualTo(EXIT_TOO_NEW);

            assertThat(warren.process().log()).contains("has format 99");
            Files.writeString(file, own);
            assertAllThere(warren);
        }
    }

    @Test
    void logOfANewerFormatIsRefused() throws Exception {
        try (var warren = filledAndKilled()) {
            Path file = new WalFiles(warren.process().data()).all().getFirst();
            int format = WalFiles.setFormat(file, 99);

            assertThat(warren.process().startRefused()).isEqualTo(67);

            assertThat(warren.process().log())
                    .contains("warren: file 1 of the log has format 99, and this Warren reads");
            WalFiles.setFormat(file, format);
            assertAllThere(warren);
        }
    }

    /// It would come up with nothing but the first user, and nobody would look for the rest.
    @Test
    void logOfWhichNothingCanBeReadIsRefused() throws Exception {
        try (var warren = filledAndKilled()) {
            var files = new WalFiles(warren.process().data()).all();
            for (Path file : files) {
                WalFiles.flip(file, 0);
            }

            assertThat(warren.process().startRefused()).isEqualTo(71);

            assertThat(warren.process().log()).contains("is damaged and holds no users");
            for (Path file : files) {
                WalFiles.flip(file, 0);
            }
            assertAllThere(warren);
        }
    }

    @Test
    void secondBrokerOnTheSameDirectoryIsRefused() throws Exception {
        try (var warren = DurableWarren.start()) {
            warren.fill(COUNT, SIZE, "q");

            try (var second = warren.process().rival()) {
                assertThat(second.awaitEnd()).isEqualTo(EXIT_LOCKED);
                assertThat(second.log()).contains("is in use by process " + warren.process().pid());
            }

            assertThat(warren.ids("q")).hasSize(COUNT);
        }
    }
}
