package dev.warren.amqp.door;

import java.security.cert.Certificate;
import org.jspecify.annotations.Nullable;

/// How many bytes of handshake a door sends, encrypted, before its Finished message: the same with
/// one certificate, but for a few in which signatures differ. Learned from one client for the next.
/// Any lane.
final class FlightLengths {

    /// By how much a signature may be longer than the one before.
    private static final int LONGER_BYTES = 2;

    private volatile @Nullable Known known;

    private record Known(Certificate shown, int bytes) {}

    /// Zero while it is not known.
    int expected(@Nullable Certificate shown) {
        Known now = known;
        return now != null && now.shown().equals(shown) ? now.bytes() + LONGER_BYTES : 0;
    }

    void learn(Certificate shown, int bytes) {
        known = new Known(shown, bytes);
    }
}
