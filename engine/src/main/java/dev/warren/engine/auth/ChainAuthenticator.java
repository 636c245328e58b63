package dev.warren.engine.auth;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Asks several back ends, one after the other, until one lets the user in. The reasons of all that
/// did not are kept for the log.
public final class ChainAuthenticator implements Authenticator {

    private final List<Authenticator> backends;

    public ChainAuthenticator(List<? extends Authenticator> backends) {
        this.backends = List.copyOf(backends);
    }

    @Override
    public CompletionStage<Login> login(LoginAttempt attempt) {
        return from(0, attempt, "");
    }

    private CompletionStage<Login> from(int index, LoginAttempt attempt, String reasons) {
        if (index == backends.size()) {
            return CompletableFuture.completedStage(new Login.Refused(reasons));
        }
        return backends.get(index)
                .login(attempt)
                .thenCompose(login ->
                        switch (login) {
                            case Login.Accepted _ -> CompletableFuture.completedStage(login);
                            case Login.Refused(String reason) ->
                                    from(
                                            index + 1,
                                            attempt,
                                            reasons.isEmpty() ? reason : reasons + "; " + reason);
                        });
    }
}
