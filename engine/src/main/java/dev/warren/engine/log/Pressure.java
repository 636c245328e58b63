package dev.warren.engine.log;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Why publishers have to slow down: too much waits to be written, or too much disk is owed. Used
/// by any thread; the debt by the writer.
public final class Pressure {

    private static final int PENDING = 1;
    private static final int DEBT = 2;

    private final long maxBytes;
    private final long debtMaxBytes;
    private final LogListener listener;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger reasons = new AtomicInteger();

    public Pressure(long maxBytes, long debtMaxBytes, LogListener listener) {
        this.maxBytes = maxBytes;
        this.debtMaxBytes = debtMaxBytes;
        this.listener = listener;
    }

    public long bytes() {
        return bytes.get();
    }

    public void add(long count) {
        if (count > 0 && bytes.addAndGet(count) > maxBytes) {
            press(PENDING);
        }
    }

    public void remove(long count) {
        if (count > 0 && bytes.addAndGet(-count) <= maxBytes / 2) {
            release(PENDING);
        }
    }

    public void owes(long debtBytes) {
        if (debtBytes > debtMaxBytes) {
            press(DEBT);
        } else if (debtBytes <= debtMaxBytes / 2) {
            release(DEBT);
        }
    }

    private void press(int reason) {
        if ((reasons.get() & reason) == 0 && reasons.getAndUpdate(all -> all | reason) == 0) {
            listener.pressed(true);
        }
    }

    private void release(int reason) {
        if ((reasons.get() & reason) != 0 && reasons.getAndUpdate(all -> all & ~reason) == reason) {
            listener.pressed(false);
        }
    }
}
