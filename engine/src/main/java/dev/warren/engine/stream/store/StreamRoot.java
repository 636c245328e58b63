package dev.warren.engine.stream.store;

import dev.warren.engine.log.Disk;
import java.io.IOException;
import java.util.List;

/// Where the directories of all streams are. Calls block. May be used from several threads.
public interface StreamRoot {

    /// The directory of a stream. Made if it is missing, and its name durable.
    Disk directory(long stream) throws IOException;

    /// The numbers of the streams that have a directory.
    List<Long> streams() throws IOException;

    /// How many threads may read side by side with profit. With one, the start stays in the thread
    /// that called it.
    default int readers() {
        return 1;
    }

    /// Deletes a directory and everything in it. No error if there is none.
    void delete(long stream) throws IOException;
}
