package dev.warren.engine.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class FullDiskTest {

    @Test
    @EnabledOnOs(OS.LINUX)
    void writeThatFindsNoRoomSaysSo() throws IOException {
        try (DiskFile full = new FileDisk(Path.of("/dev")).open("full")) {
            assertThatThrownBy(() -> full.write(ByteBuffer.allocate(1), 0))
                    .isInstanceOf(NoRoomException.class);
        }
    }

    @Test
    void quotaThatIsUsedUpIsAFullDisk() {
        assertThat(FullDisk.named(new IOException("x: Disk quota exceeded")))
                .isInstanceOf(NoRoomException.class);
    }

    @Test
    void otherFailureStaysWhatItIs() {
        IOException failure = new IOException("Input/output error");

        assertThat(FullDisk.named(failure)).isSameAs(failure);
        assertThat(FullDisk.named(new IOException())).isNotInstanceOf(NoRoomException.class);
    }
}
