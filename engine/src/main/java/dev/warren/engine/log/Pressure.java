package dev.warren.engine.log;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// How much waits to be written, and who is told when that is too much. Used by any thread.
final class Pressure {

    private final long maxBytes;
    private final LogListener listener;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicBoolean isPressed = new AtomicBoolean();

    Pressure(long maxBytes, LogListener listener) {
        this.maxBytes = maxBytes;
        this.listener = listener;
    }

    long bytes() {
        return bytes.get();
    }

    void add(long count) {
        if (count > 0 && bytes.addAndGet(count) > maxBytes) {
            press(true);
        }
    }

    void remove(long count) {
        if (count > 0 && bytes.addAndGet(-count) <= maxBytes / 2) {
            press(false);
        }
    }

    private void press(boolean pressed) {
        if (isPressed.get() != pressed && isPressed.compareAndSet(!pressed, pressed)) {
            listener.pressed(pressed);
        }
    }
}
