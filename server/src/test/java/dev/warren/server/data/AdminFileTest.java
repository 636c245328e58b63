package dev.warren.server.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminFileTest {

    @TempDir Path directory;

    private Path file() {
        return directory.resolve("admin.token");
    }

    @Test
    void onlyTheOwnerReadsSecretAddressAndName() throws IOException {
        new AdminFile(directory, "s3cret", "warren@vm").write("http://127.0.0.1:15672", null);

        assertThat(Files.readAllLines(file()))
                .containsExactly("s3cret", "http://127.0.0.1:15672", "warren@vm");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void itReplacesThatOfAnEarlierRunWithoutTakingItsRights() throws IOException {
        Files.writeString(file(), "old");
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-rw-rw-"));

        new AdminFile(directory, "new", "warren@vm").write("http://127.0.0.1:1", null);

        assertThat(Files.readAllLines(file()).getFirst()).isEqualTo("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(directory.resolve("admin.token.new")).doesNotExist();
    }

    @Test
    void itGoesWithTheNode() throws IOException {
        AdminFile written = new AdminFile(directory, "s3cret", "warren@vm");
        written.write("http://127.0.0.1:1", null);

        written.remove();
        written.remove();

        assertThat(file()).doesNotExist();
    }
}
