package dev.warren.management.http;

import dev.warren.engine.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Slows down who guesses passwords: after some failures from one address, for one user or for
/// many, it has to wait before it may try again, longer each time. Any thread.
///
/// An address is all that is known of who guesses, so those behind the same one wait for each other
/// only as far as they try the same user, or fail very often.
final class LoginThrottle {

    /// So often an address may fail with one user before it has to wait.
    static final int FAILURES_OF_USER_MAX = 5;

    /// So often with all users together.
    static final int FAILURES_OF_ADDRESS_MAX = 50;

    /// The longest wait.
    static final long WAIT_SECONDS_MAX = 60;

    /// Failures are forgotten when there was none for so long.
    static final long MEMORY_NANOS = TimeUnit.MINUTES.toNanos(10);

    /// So many pairs and addresses are remembered.
    static final int ENTRIES_MAX = 10_000;

    private static final int USER_LENGTH_MAX = 255;
    private static final int DOUBLINGS_MAX = 6;
    private static final int MADE_ROOM = ENTRIES_MAX / 10;

    /// Whose failures: with one user, or with all of them together (null).
    private record Key(String address, @Nullable String user) {}

    private record Failures(int count, long lastNanos) {}

    private final Clock clock;
    private final Map<Key, Failures> failures = new ConcurrentHashMap<>();

    LoginThrottle(Clock clock) {
        this.clock = clock;
    }

    private static Key key(String address, String user) {
        return new Key(address, user.substring(0, Math.min(user.length(), USER_LENGTH_MAX)));
    }

    /// How many seconds this address has to wait before it may try this user; 0: it may now.
    long waitSeconds(String address, String user) {
        return Math.max(
                waitSeconds(key(address, user), FAILURES_OF_USER_MAX),
                waitSeconds(new Key(address, null), FAILURES_OF_ADDRESS_MAX));
    }

    private long waitSeconds(Key key, int freeMax) {
        Failures known = failures.get(key);
        if (known == null || isOver(known) || known.count() < freeMax) {
            return 0;
        }
        int doublings = Math.min(known.count() - freeMax, DOUBLINGS_MAX);
        long wait = TimeUnit.SECONDS.toNanos(Math.min(1L << doublings, WAIT_SECONDS_MAX));
        long left = wait - (clock.monotonicNanos() - known.lastNanos());
        return left <= 0 ? 0 : 1 + TimeUnit.NANOSECONDS.toSeconds(left - 1);
    }

    private boolean isOver(Failures known) {
        return clock.monotonicNanos() - known.lastNanos() > MEMORY_NANOS;
    }

    void failed(String address, String user) {
        count(key(address, user));
        count(new Key(address, null));
    }

    private void count(Key key) {
        makeRoom();
        long now = clock.monotonicNanos();
        failures.compute(
                key,
                (_, known) ->
                        new Failures(known == null || isOver(known) ? 1 : known.count() + 1, now));
    }

    /// Who has given the right password has no past with this user.
    void succeeded(String address, String user) {
        if (!failures.isEmpty()) {
            failures.remove(key(address, user));
        }
    }

    /// Some at once, so that a full table is not looked through for each failure.
    private void makeRoom() {
        if (failures.size() < ENTRIES_MAX) {
            return;
        }
        failures.values().removeIf(this::isOver);
        var some = failures.keySet().iterator();
        while (failures.size() > ENTRIES_MAX - MADE_ROOM && some.hasNext()) {
            failures.remove(some.next());
        }
    }

    int size() {
        return failures.size();
    }
}
