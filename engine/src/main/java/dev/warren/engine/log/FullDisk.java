package dev.warren.engine.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// Tells a write that has found no room from one that has failed. The JDK knows only the system's
/// words, and those may be in the user's language: so a device that is always full is asked for
/// them.
final class FullDisk {

    private static final List<String> USUAL =
            List.of(
                    "No space left on device",
                    "Disk quota exceeded",
                    "There is not enough space on the disk");

    private static final List<String> TEXTS = texts();

    private FullDisk() {}

    private static List<String> texts() {
        List<String> texts = new ArrayList<>(USUAL);
        try (FileChannel full = FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE)) {
            full.write(ByteBuffer.allocate(1));
        } catch (FileSystemException ignoredNoSuchDevice) {
            return USUAL;
        } catch (IOException e) {
            String text = e.getMessage();
            if (text != null) {
                texts.add(text);
            }
        }
        return List.copyOf(texts);
    }

    /// The same failure, as a [NoRoomException] if it is one.
    static IOException named(IOException failure) {
        String message = failure.getMessage();
        boolean isFull = message != null && TEXTS.stream().anyMatch(message::contains);
        return isFull ? new NoRoomException(failure) : failure;
    }
}
