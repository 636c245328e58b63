package dev.warren.engine.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.Bytes;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InternalAuthenticatorTest {

    private static final User GUEST = user("guest");
    private static final User ALICE = user("alice");

    private final Authenticator authenticator =
            new InternalAuthenticator(Map.of("guest", GUEST, "alice", ALICE)::get, Set.of("guest"));

    private static User user(String name) {
        return new User(name, PasswordHash.of(name + "-secret", new Random(1)), Set.of());
    }

    private Login login(String user, String password, boolean fromLoopback) {
        return authenticator
                .login(new LoginAttempt(user, Bytes.of(password), fromLoopback))
                .toCompletableFuture()
                .join();
    }

    @Test
    void rightPasswordIsAccepted() {
        assertThat(login("alice", "alice-secret", false)).isEqualTo(new Login.Accepted(ALICE));
    }

    @Test
    void wrongPasswordAndUnknownUserAreRefusedAlike() {
        assertThat(login("alice", "bob-secret", false))
                .isEqualTo(new Login.Refused("user 'alice' - invalid credentials"));
        assertThat(login("bob", "bob-secret", false))
                .isEqualTo(new Login.Refused("user 'bob' - invalid credentials"));
    }

    @Test
    void blankPasswordIsRefused() {
        assertThat(login("alice", "", true)).isInstanceOf(Login.Refused.class);
    }

    @Test
    void loopbackUserComesFromThisMachineOnly() {
        assertThat(login("guest", "guest-secret", true)).isEqualTo(new Login.Accepted(GUEST));
        assertThat(login("guest", "guest-secret", false))
                .isEqualTo(new Login.Refused("user 'guest' can only connect via localhost"));
    }

    @Test
    void certificateNeedsNoPasswordButAUser() {
        assertThat(certified("alice", false)).isEqualTo(new Login.Accepted(ALICE));
        assertThat(certified("bob", false))
                .isEqualTo(new Login.Refused("user 'bob' - invalid credentials"));
        assertThat(certified("guest", false))
                .isEqualTo(new Login.Refused("user 'guest' can only connect via localhost"));
    }

    private Login certified(String user, boolean fromLoopback) {
        return authenticator
                .login(new LoginAttempt(user, new Proof.Certificate(), fromLoopback))
                .toCompletableFuture()
                .join();
    }

    @Test
    void attemptDoesNotPrintThePassword() {
        assertThat(new LoginAttempt("alice", Bytes.of("secret"), true).toString())
                .doesNotContain("secret");
        assertThat(new Proof.Password(Bytes.of("secret")).toString()).doesNotContain("secret");
    }
}
