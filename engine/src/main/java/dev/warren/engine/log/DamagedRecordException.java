package dev.warren.engine.log;

import java.io.IOException;

/// What stands at a position is not the record that was written there.
public final class DamagedRecordException extends IOException {

    private static final long serialVersionUID = 1;

    private final long position;

    DamagedRecordException(long position, String what) {
        super("%s at %s of the log".formatted(what, Position.toString(position)));
        this.position = position;
    }

    public long position() {
        return position;
    }
}
