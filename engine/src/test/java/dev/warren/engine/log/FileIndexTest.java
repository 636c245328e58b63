package dev.warren.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FileIndexTest {

    private static final int ENTRIES = 20_000;
    private static final int OWN = RecordFlags.OWN_TYPES;

    private final FileIndex index = new FileIndex(7);

    @Test
    void entriesComeOutOfAFooterAsTheyWentIn() {
        fill();
        FileIndex read = new FileIndex(7);
        ByteBuffer chunk =
                ByteBuffer.allocate(9_999 * FileIndex.ENTRY_BYTES).order(ByteOrder.LITTLE_ENDIAN);

        for (int i = 0; i < index.count(); ) {
            i += index.encode(i, chunk.clear());
            read.decode(chunk.flip());
        }

        assertThat(read.count()).isEqualTo(ENTRIES);
        assertThat(IntStream.range(0, ENTRIES).mapToObj(read::info).toList())
                .isEqualTo(IntStream.range(0, ENTRIES).mapToObj(index::info).toList());
        assertThat(read.sequence(19_999)).isEqualTo(19_999);
        assertThat(read.offset(8_192)).isEqualTo(8_192 * 64L);
        assertThat(read.length(8_191)).isEqualTo(64);
    }

    @Test
    void ownRecordsAreFoundInAllPieces() {
        fill();

        FileIndex own = index.own();

        assertThat(IntStream.range(0, own.count()).mapToObj(own::sequence))
                .containsExactly(0L, 5_000L, 10_000L, 15_000L);
    }

    private void fill() {
        for (int i = 0; i < ENTRIES; i++) {
            int kind = RecordKind.of(i % 5_000 == 0 ? OWN : 1, 0);
            index.add(kind, i + 1, i, -i, i * 64L, 64);
        }
    }
}
