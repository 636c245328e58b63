package dev.warren.engine.auth;

import dev.warren.codec.value.Bytes;
import dev.warren.engine.time.Clock;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/// Remembers for a while how logins turned out, so that a slow back end is not asked again by a
/// client that opens many connections. Any thread.
///
/// A password is remembered as a salted hash only, and another password for the same user is asked
/// about anew, as is whoever comes with a certificate. Refusals are remembered when asked for.
public final class CachingAuthenticator implements Authenticator {

    /// When so many logins are remembered, all are forgotten.
    static final int ENTRIES_MAX = 10_000;

    private record Known(
            PasswordHash password, boolean fromLoopback, Login login, long untilNanos) {}

    private final Authenticator asked;
    private final Clock clock;
    private final long ttlNanos;
    private final boolean cachesRefusals;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Known> byUser = new ConcurrentHashMap<>();

    public CachingAuthenticator(
            Authenticator asked, Clock clock, long ttlNanos, boolean cachesRefusals) {
        this.asked = asked;
        this.clock = clock;
        this.ttlNanos = ttlNanos;
        this.cachesRefusals = cachesRefusals;
    }

    @Override
    public CompletionStage<Login> login(LoginAttempt attempt) {
        return switch (attempt.proof()) {
            case Proof.Password(Bytes password) -> login(attempt, password);
            case Proof.Certificate _ -> asked.login(attempt);
        };
    }

    private CompletionStage<Login> login(LoginAttempt attempt, Bytes password) {
        Known known = byUser.get(attempt.user());
        if (known != null
                && clock.monotonicNanos() - known.untilNanos() < 0
                && known.fromLoopback() == attempt.fromLoopback()
                && known.password().matches(password)) {
            return CompletableFuture.completedStage(known.login());
        }
        return asked.login(attempt).thenApply(login -> remember(attempt, password, login));
    }

    private Login remember(LoginAttempt attempt, Bytes password, Login login) {
        if (login instanceof Login.Accepted || cachesRefusals) {
            if (byUser.size() >= ENTRIES_MAX) {
                byUser.clear();
            }
            byUser.put(
                    attempt.user(),
                    new Known(
                            hash(password),
                            attempt.fromLoopback(),
                            login,
                            clock.monotonicNanos() + ttlNanos));
        }
        return login;
    }

    private PasswordHash hash(Bytes password) {
        return PasswordHash.of(HashAlgorithm.SHA256, password, random);
    }
}
