package dev.warren.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WalFileTest {

    private static final int SIZE = 70_000;
    private static final int LENGTH = 1_000;

    @TempDir private Path directory;

    @Test
    void fileThatEndsWithARecordIsSealedBehindIt() throws IOException {
        byte[] record = new byte[LENGTH];
        Arrays.fill(record, (byte) 7);
        DiskFile file = new FileDisk(directory).create(WalFile.name(1), SIZE);
        file.write(ByteBuffer.wrap(record), SIZE - LENGTH);
        WalFile cut = new WalFile(1, file);
        cut.index = new FileIndex(1);
        cut.openIndex().add(1, 7, 1, 0, SIZE - LENGTH, LENGTH);
        cut.end = SIZE;

        cut.seal();

        ByteBuffer left = ByteBuffer.allocate(LENGTH);
        file.read(left, SIZE - LENGTH);
        assertThat(left.array()).isEqualTo(record);
        FileIndex found = Objects.requireNonNull(Footer.readOrNull(file, 1));
        assertThat(found.info(0).length()).isEqualTo(LENGTH);
    }
}
