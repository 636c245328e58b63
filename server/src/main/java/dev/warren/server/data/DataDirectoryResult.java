package dev.warren.server.data;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What came of opening a data directory. Of the refusals none has changed anything in it.
public sealed interface DataDirectoryResult {

    /// Ours alone until it is closed.
    record Opened(DataDirectory directory) implements DataDirectoryResult {}

    /// One that we will not use. `text` is the line for the person who starts the broker.
    sealed interface Refused extends DataDirectoryResult {
        String text();
    }

    /// Another process has it.
    record Locked(Path path, @Nullable String holder) implements Refused {
        @Override
        public String text() {
            String who = holder == null ? "another process" : "process " + holder;
            return "the data directory " + path + " is in use by " + who;
        }
    }

    /// There is something in it, and it is not ours.
    record Foreign(Path path, String why) implements Refused {
        @Override
        public String text() {
            return path + " is not a data directory of Warren: " + why;
        }
    }

    /// A later version of Warren has written it.
    record TooNew(Path path, int format) implements Refused {
        @Override
        public String text() {
            return "the data directory "
                    + path
                    + " has format "
                    + format
                    + ", this version reads up to "
                    + NodeId.FORMAT
                    + ": start the newer Warren that wrote it";
        }
    }

    /// It cannot be made, read or written.
    record Unusable(Path path, String why) implements Refused {
        @Override
        public String text() {
            return "cannot use the data directory " + path + ": " + why;
        }
    }
}
