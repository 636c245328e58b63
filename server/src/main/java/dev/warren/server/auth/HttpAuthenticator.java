package dev.warren.server.auth;

import dev.warren.codec.value.Bytes;
import dev.warren.engine.auth.Authenticator;
import dev.warren.engine.auth.Login;
import dev.warren.engine.auth.LoginAttempt;
import dev.warren.engine.auth.PasswordHash;
import dev.warren.engine.auth.Proof;
import dev.warren.engine.auth.User;
import java.util.concurrent.CompletionStage;

/// Asks a web service whether somebody is who they say: the form fields `username` and `password`,
/// the latter not of who has come with a certificate; the user's tags stand behind `allow`.
/// Whatever is not `allow` is a refusal.
record HttpAuthenticator(HttpService service) implements Authenticator {

    @Override
    public CompletionStage<Login> login(LoginAttempt attempt) {
        String user = attempt.user();
        return service.ask(service.configuration().paths().user(), form(attempt))
                .thenApply(answer ->
                        switch (answer) {
                            case HttpAnswer.Allow(var tags) ->
                                    new Login.Accepted(new User(user, PasswordHash.NONE, tags));
                            case HttpAnswer.Deny _ -> refused(user, "denied by the HTTP service");
                            case HttpAnswer.Failure(_, String reason) -> refused(user, reason);
                        });
    }

    private static HttpForm form(LoginAttempt attempt) {
        HttpForm form = new HttpForm().add("username", attempt.user());
        return switch (attempt.proof()) {
            case Proof.Password(Bytes password) -> form.add("password", password.toString());
            case Proof.Certificate _ -> form;
        };
    }

    private static Login refused(String user, String reason) {
        return new Login.Refused("user '" + user + "' - " + reason);
    }
}
