package dev.warren.engine.log;

import java.io.IOException;

/// The files are not for us: another node's, or of a newer format. Nothing was changed.
public final class LogRefusal extends IOException {

    private static final long serialVersionUID = 1;

    LogRefusal(String message) {
        super(message);
    }
}
