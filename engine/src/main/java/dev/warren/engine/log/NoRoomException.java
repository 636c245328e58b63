package dev.warren.engine.log;

import java.io.IOException;

/// The disk has no room for what was to be written. It may have another time; what was there before
/// is as it was.
public final class NoRoomException extends IOException {

    private static final long serialVersionUID = 1;

    NoRoomException(String message) {
        super(message);
    }

    NoRoomException(IOException cause) {
        super(cause);
    }
}
