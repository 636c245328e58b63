package dev.warren.management.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.warren.engine.auth.Authorizer;
import dev.warren.engine.auth.PasswordHash;
import dev.warren.engine.auth.User;
import dev.warren.engine.time.Clock;
import dev.warren.engine.topology.Topology;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Users who have logged in with a browser, by the random name in their cookie. In memory: a
/// restart ends all sessions. Any thread.
public final class Sessions {

    /// So many sessions are open at once; a further one ends the one that would end first.
    static final int SESSIONS_MAX = 1_000;

    /// How the cookie is called, as RabbitMQ's is.
    public static final String COOKIE = "auth";

    /// The header in which a page says that a change is its own: other pages do not know its value.
    public static final String TOKEN_HEADER = "x-csrf-token";

    private static final int NAME_BYTES = 32;

    /// A user who has logged in. Its name and token are secrets.
    ///
    /// @param authorizer who knows the user's rights; null when they are the broker's own
    /// @param token what [#TOKEN_HEADER] has to say
    public record Session(
            String name, User user, @Nullable Authorizer authorizer, String token, long endNanos) {

        /// Keeps the secrets out of logs.
        @Override
        public String toString() {
            return "Session[" + user.name() + "]";
        }

        boolean hasToken(@Nullable String given) {
            return given != null
                    && MessageDigest.isEqual(token.getBytes(US_ASCII), given.getBytes(US_ASCII));
        }
    }

    private final Clock clock;
    private final long lengthSeconds;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Session> byName = new ConcurrentHashMap<>();

    public Sessions(Clock clock, long lengthSeconds) {
        this.clock = clock;
        this.lengthSeconds = lengthSeconds;
    }

    /// How long a session lasts from its login.
    public long lengthSeconds() {
        return lengthSeconds;
    }

    public Session open(User user, @Nullable Authorizer authorizer) {
        makeRoom();
        long end = clock.monotonicNanos() + TimeUnit.SECONDS.toNanos(lengthSeconds);
        Session session = new Session(secret(), user, authorizer, secret(), end);
        byName.put(session.name(), session);
        return session;
    }

    private String secret() {
        byte[] bytes = new byte[NAME_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private void makeRoom() {
        if (byName.size() < SESSIONS_MAX) {
            return;
        }
        byName.values().removeIf(this::isOver);
        if (byName.size() >= SESSIONS_MAX) {
            byName.values().stream()
                    .min(Comparator.comparingLong(s -> s.endNanos() - clock.monotonicNanos()))
                    .ifPresent(first -> byName.remove(first.name()));
        }
    }

    /// The session of a cookie, or null when it is over: its time has come, or its user is gone or
    /// has another password now.
    public @Nullable Session findOrNull(String name, Topology now) {
        Session session = byName.get(name);
        if (session == null) {
            return null;
        }
        if (isOver(session) || !isKnown(session.user(), now)) {
            byName.remove(name);
            return null;
        }
        return session;
    }

    private boolean isOver(Session session) {
        return clock.monotonicNanos() - session.endNanos() >= 0;
    }

    /// A user without a password here was let in by another back end.
    private static boolean isKnown(User user, Topology now) {
        if (user.passwordHash().equals(PasswordHash.NONE)) {
            return true;
        }
        User known = now.userOrNull(user.name());
        return known != null && known.passwordHash().equals(user.passwordHash());
    }

    public void close(String name) {
        byName.remove(name);
    }

    int size() {
        return byName.size();
    }
}
