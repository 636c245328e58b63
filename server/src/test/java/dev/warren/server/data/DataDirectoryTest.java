package dev.warren.server.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.server.data.DataDirectoryResult.Foreign;
import dev.warren.server.data.DataDirectoryResult.Locked;
import dev.warren.server.data.DataDirectoryResult.Opened;
import dev.warren.server.data.DataDirectoryResult.TooNew;
import dev.warren.server.data.DataDirectoryResult.Unusable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataDirectoryTest {

    private static final UUID FIRST = new UUID(1, 2);
    private static final UUID SECOND = new UUID(3, 4);

    @TempDir private Path parent;

    @Test
    void absentDirectoryIsMadeWithAnIdentity() throws IOException {
        Path path = parent.resolve("a/b");

        try (DataDirectory directory = opened(path, FIRST)) {
            assertThat(directory.id()).isEqualTo(new NodeId(1, FIRST));
            assertThat(Files.readString(path.resolve("node.id")))
                    .isEqualTo(
                            """
                            warren data directory
                            format = 1
                            node = 00000000-0000-0001-0000-000000000002
                            """);
            assertThat(names(path)).containsExactlyInAnyOrder("node.id", "LOCK");
        }
    }

    @Test
    void identityIsWrittenOnce() {
        opened(parent, FIRST).close();

        try (DataDirectory again = opened(parent, SECOND)) {
            assertThat(again.id().uuid()).isEqualTo(FIRST);
        }
    }

    @Test
    void directoryIsHeldUntilItIsClosed() {
        try (DataDirectory _ = opened(parent, FIRST)) {
            assertThat(open(parent, SECOND))
                    .isEqualTo(new Locked(parent, String.valueOf(ProcessHandle.current().pid())));
        }

        opened(parent, SECOND).close();
    }

    @Test
    void directoryWithOtherThingsIsLeftAlone() throws IOException {
        Files.writeString(parent.resolve("holiday.jpg"), "x");

        DataDirectoryResult result = open(parent, FIRST);

        assertThat(result)
                .isEqualTo(new Foreign(parent, "it holds 'holiday.jpg' and has no node.id"));
        assertThat(names(parent)).containsExactly("holiday.jpg");
    }

    @Test
    void fileIsNoDataDirectory() throws IOException {
        Path file = Files.writeString(parent.resolve("f"), "x");

        assertThat(open(file, FIRST)).isEqualTo(new Foreign(file, "it is a file"));
    }

    @Test
    void strangeIdentityIsForeign() throws IOException {
        Files.writeString(parent.resolve("node.id"), "something else");

        assertThat(open(parent, FIRST)).isInstanceOf(Foreign.class);
        assertThat(names(parent)).containsExactly("node.id");
    }

    @Test
    void newerFormatIsRefused() throws IOException {
        Files.writeString(parent.resolve("node.id"), new NodeId(2, FIRST).text());

        assertThat(open(parent, SECOND)).isEqualTo(new TooNew(parent, 2));
        assertThat(names(parent)).containsExactly("node.id");
    }

    @Test
    void remainsOfAFirstStartThatWasCutShortAreNoObstacle() throws IOException {
        Files.writeString(parent.resolve("LOCK"), "");
        Files.writeString(parent.resolve("node.id.new"), "warren da");

        try (DataDirectory directory = opened(parent, FIRST)) {
            assertThat(directory.id().uuid()).isEqualTo(FIRST);
        }
    }

    @Test
    void directoryBelowAFileCannotBeMade() throws IOException {
        Path file = Files.writeString(parent.resolve("f"), "x");

        assertThat(open(file.resolve("data"), FIRST)).isInstanceOf(Unusable.class);
    }

    private static DataDirectory opened(Path path, UUID uuid) {
        return ((Opened) open(path, uuid)).directory();
    }

    private static DataDirectoryResult open(Path path, UUID uuid) {
        return DataDirectory.open(path, () -> uuid);
    }

    private static List<String> names(Path path) throws IOException {
        try (Stream<Path> entries = Files.list(path)) {
            return entries.map(entry -> entry.getFileName().toString()).toList();
        }
    }
}
