package dev.warren.links.federation;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// What happens around a link, for the thread that owns it. Any thread puts something in, and never
/// waits: each kind of note lies in it once at most.
final class Inbox {

    /// What has happened.
    sealed interface Note {

        /// A connection or channel has ended, and with it this run of the link.
        record Lost(String reason) implements Note {}

        /// What the link follows has changed: bindings, or what the queue here holds.
        record Changed() implements Note {}
    }

    private static final Note CHANGED = new Note.Changed();

    private final LinkedBlockingQueue<Note> notes = new LinkedBlockingQueue<>();
    private final AtomicBoolean isLost = new AtomicBoolean();
    private final AtomicBoolean isChanged = new AtomicBoolean();

    /// The first reason counts.
    void lost(String reason) {
        if (isLost.compareAndSet(false, true)) {
            notes.add(new Note.Lost(reason));
        }
    }

    void changed() {
        if (isChanged.compareAndSet(false, true)) {
            notes.add(CHANGED);
        }
    }

    /// Waits for the next; null when none has come in that time. For the link's thread.
    @Nullable Note next(long millisMax) throws InterruptedException {
        Note note = notes.poll(millisMax, TimeUnit.MILLISECONDS);
        if (note instanceof Note.Changed) {
            isChanged.set(false);
        }
        return note;
    }
}
