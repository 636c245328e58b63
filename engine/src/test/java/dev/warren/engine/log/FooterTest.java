package dev.warren.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FooterTest {

    private static final int SIZE = 4 << 20;
    private static final int OFFSET = 64 << 10;

    private final SimDisk disk = new SimDisk(new Random(1));

    @Test
    void indexIsReadAsItWasWritten() throws IOException {
        FileIndex read = LogRig.there(written(30_000, 7));

        assertThat(read.count()).isEqualTo(30_000);
        for (int i = 0; i < read.count(); i++) {
            assertThat(read.info(i)).isEqualTo(index(30_000, 7).info(i));
        }
    }

    @Test
    void trailerNamesTheLogsOwnRecords() throws IOException {
        written(500, 7);

        Footer.Trailer trailer = LogRig.there(Footer.trailerOrNull(disk.open("f"), 3));

        FileIndex own = LogRig.there(trailer.ownOrNull());
        assertThat(own.count()).isEqualTo(7);
        assertThat(own.info(6)).isEqualTo(index(500, 7).info(6));
    }

    @Test
    void trailerThatCannotHoldAllOfThemNamesNone() throws IOException {
        written(500, 200);

        Footer.Trailer trailer = LogRig.there(Footer.trailerOrNull(disk.open("f"), 3));

        assertThat(trailer.ownOrNull()).isNull();
    }

    @Test
    void indexWithAFlippedBitIsNotRead() throws IOException {
        written(500, 7);
        disk.flip("f", OFFSET + 1000);

        assertThat(Footer.trailerOrNull(disk.open("f"), 3)).isNotNull();
        assertThat(Footer.readOrNull(disk.open("f"), 3)).isNull();
    }

    private @Nullable FileIndex written(int records, int own) throws IOException {
        DiskFile file = disk.create("f", SIZE);
        Footer.write(file, 3, SIZE, index(records, own), OFFSET);
        return Footer.readOrNull(file, 3);
    }

    private static FileIndex index(int records, int own) {
        FileIndex index = new FileIndex(3);
        for (int i = 0; i < records; i++) {
            int type = i < own ? Retirement.MAP : 1;
            index.add(RecordKind.of(type, 2), i, i * 10L, 70L + i, 4096 + 50L * i, 50);
        }
        return index;
    }
}
