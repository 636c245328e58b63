package dev.warren.engine.auth;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// For users whose rights somebody else knows: the broker need not know them at all. Who knows
/// their rights has to let them in too, unless it has said who they are already.
public final class AuthorizedElsewhere implements Authenticator {

    private final Authenticator identity;
    private final @Nullable Authenticator alsoAsked;
    private final Authorizer authorizer;
    private final Set<String> loopbackUsers;

    /// @param identity who says whether somebody is who they say
    /// @param alsoAsked the back end of the rights, if that is another one; the user's tags are
    ///   those of both
    public AuthorizedElsewhere(
            Authenticator identity,
            @Nullable Authenticator alsoAsked,
            Authorizer authorizer,
            Set<String> loopbackUsers) {
        this.identity = identity;
        this.alsoAsked = alsoAsked;
        this.authorizer = authorizer;
        this.loopbackUsers = Set.copyOf(loopbackUsers);
    }

    @Override
    public CompletionStage<Login> login(LoginAttempt attempt) {
        return identity.login(attempt)
                .thenCompose(login ->
                        switch (login) {
                            case Login.Accepted(User user, _) -> also(user, attempt);
                            case Login.Refused _ -> CompletableFuture.completedStage(login);
                        });
    }

    private CompletionStage<Login> also(User user, LoginAttempt attempt) {
        if (loopbackUsers.contains(user.name()) && !attempt.fromLoopback()) {
            return CompletableFuture.completedStage(
                    new Login.Refused("user '" + user.name() + "' can only connect via localhost"));
        }
        if (alsoAsked == null) {
            return CompletableFuture.completedStage(accepted(user, Set.of()));
        }
        return alsoAsked
                .login(attempt)
                .thenApply(login ->
                        switch (login) {
                            case Login.Accepted(User there, _) -> accepted(user, there.tags());
                            case Login.Refused _ -> login;
                        });
    }

    private Login accepted(User user, Set<String> moreTags) {
        Set<String> tags = new HashSet<>(user.tags());
        tags.addAll(moreTags);
        return new Login.Accepted(user.withTags(tags).with(PasswordHash.NONE), authorizer);
    }
}
