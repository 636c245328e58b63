package dev.warren.engine.stream.store;

import java.io.IOException;

/// A sync has failed, or a write for another reason than want of room: nobody knows what is on the
/// disk, and the node has to stop.
final class DiskFailedException extends IOException {

    private static final long serialVersionUID = 1;

    DiskFailedException(IOException cause) {
        super(cause);
    }
}
