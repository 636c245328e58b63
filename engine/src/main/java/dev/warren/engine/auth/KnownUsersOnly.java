package dev.warren.engine.auth;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/// For users who prove who they are elsewhere, and whose rights are the broker's own: they have to
/// be users of the broker too, mostly without a password. Their tags are those of both.
public final class KnownUsersOnly implements Authenticator {

    private final Authenticator elsewhere;
    private final UserDirectory users;
    private final Set<String> loopbackUsers;

    public KnownUsersOnly(Authenticator elsewhere, UserDirectory users, Set<String> loopbackUsers) {
        this.elsewhere = elsewhere;
        this.users = users;
        this.loopbackUsers = Set.copyOf(loopbackUsers);
    }

    @Override
    public CompletionStage<Login> login(LoginAttempt attempt) {
        return elsewhere
                .login(attempt)
                .thenApply(login ->
                        switch (login) {
                            case Login.Accepted(User user, _) -> known(user, attempt);
                            case Login.Refused _ -> login;
                        });
    }

    private Login known(User user, LoginAttempt attempt) {
        User known = users.userOrNull(user.name());
        if (known == null) {
            return new Login.Refused("user '" + user.name() + "' is not known to this broker");
        }
        if (loopbackUsers.contains(user.name()) && !attempt.fromLoopback()) {
            return new Login.Refused("user '" + user.name() + "' can only connect via localhost");
        }
        Set<String> tags = new HashSet<>(user.tags());
        tags.addAll(known.tags());
        return new Login.Accepted(known.withTags(tags).with(PasswordHash.NONE));
    }
}
