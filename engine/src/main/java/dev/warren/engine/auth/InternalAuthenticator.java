package dev.warren.engine.auth;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Checks passwords against the broker's own users. Who has proved by a certificate who they are
/// need only exist.
///
/// Some users (`guest`, by default) may come from this machine only, because their password is
/// known to all.
public final class InternalAuthenticator implements Authenticator {

    /// Checked for users that do not exist, so that the time taken does not tell who does.
    private static final PasswordHash NOBODY =
            PasswordHash.fromBase64(
                    HashAlgorithm.SHA256, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");

    private final UserDirectory users;
    private final Set<String> loopbackUsers;

    public InternalAuthenticator(UserDirectory users, Set<String> loopbackUsers) {
        this.users = users;
        this.loopbackUsers = Set.copyOf(loopbackUsers);
    }

    @Override
    public CompletionStage<Login> login(LoginAttempt attempt) {
        return CompletableFuture.completedStage(decide(attempt));
    }

    private Login decide(LoginAttempt attempt) {
        User user = users.userOrNull(attempt.user());
        PasswordHash hash = user == null ? NOBODY : user.passwordHash();
        boolean isProved = attempt.proof().satisfies(hash);
        if (user == null || !isProved) {
            return new Login.Refused("user '" + attempt.user() + "' - invalid credentials");
        }
        if (loopbackUsers.contains(user.name()) && !attempt.fromLoopback()) {
            return new Login.Refused("user '" + user.name() + "' can only connect via localhost");
        }
        return new Login.Accepted(user);
    }
}
