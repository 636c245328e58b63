package dev.warren.engine.log;

import java.io.IOException;

/// The files are not for us: another node's, or of a newer format. Nothing was changed.
public final class LogRefusal extends IOException {

    private static final long serialVersionUID = 1;

    private final boolean isNewer;

    public LogRefusal(String message, boolean isNewer) {
        super(message);
        this.isNewer = isNewer;
    }

    /// Whether a newer Warren wrote them.
    public boolean isNewer() {
        return isNewer;
    }
}
