package dev.warren.engine.stream.store;

import java.io.IOException;

/// A sync has failed: nobody knows what is on the disk, and the node has to stop.
final class SyncFailedException extends IOException {

    private static final long serialVersionUID = 1;

    SyncFailedException(IOException cause) {
        super(cause);
    }
}
