package dev.warren.engine.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.Bytes;
import dev.warren.engine.time.FakeClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// The back ends that stand before others: a chain, a memory, and one that asks for known users.
class LoginBackendsTest {

    private static final User ANN = new User("ann", PasswordHash.NONE, Set.of("far"));

    private final List<String> asked = new ArrayList<>();
    private final FakeClock clock = new FakeClock();

    private Authenticator answering(String name, Login login) {
        return attempt -> {
            asked.add(name);
            return CompletableFuture.completedStage(login);
        };
    }

    private static Login login(Authenticator authenticator, String password, boolean isLocal) {
        return authenticator
                .login(new LoginAttempt("ann", Bytes.of(password), isLocal))
                .toCompletableFuture()
                .join();
    }

    @Test
    void chainEndsWithTheFirstThatAccepts() {
        Authenticator chain =
                new ChainAuthenticator(
                        List.of(
                                answering("1", new Login.Refused("no 1")),
                                answering("2", new Login.Accepted(ANN)),
                                answering("3", new Login.Refused("no 3"))));

        assertThat(login(chain, "p", true)).isEqualTo(new Login.Accepted(ANN));
        assertThat(asked).containsExactly("1", "2");
    }

    @Test
    void chainThatRefusesSaysEveryReason() {
        Authenticator chain =
                new ChainAuthenticator(
                        List.of(
                                answering("1", new Login.Refused("no 1")),
                                answering("2", new Login.Refused("no 2"))));

        assertThat(login(chain, "p", true)).isEqualTo(new Login.Refused("no 1; no 2"));
    }

    @Test
    void acceptedLoginIsRememberedForAWhile() {
        Authenticator cache =
                new CachingAuthenticator(
                        answering("1", new Login.Accepted(ANN)), clock, 1_000_000, false);

        login(cache, "p", true);
        login(cache, "p", true);
        assertThat(asked).hasSize(1);

        clock.advance(1);
        login(cache, "p", true);
        assertThat(asked).hasSize(2);
    }

    @Test
    void certificateIsAskedAboutEachTimeAndLeavesNothingForPasswords() {
        Authenticator cache =
                new CachingAuthenticator(
                        answering("1", new Login.Accepted(ANN)), clock, 1_000_000, false);
        var attempt = new LoginAttempt("ann", new Proof.Certificate(), true);

        cache.login(attempt).toCompletableFuture().join();
        cache.login(attempt).toCompletableFuture().join();
        login(cache, "", true);

        assertThat(asked).hasSize(3);
    }

    @Test
    void anotherPasswordIsAskedAboutAnew() {
        Authenticator cache =
                new CachingAuthenticator(
                        answering("1", new Login.Accepted(ANN)), clock, 1_000_000, false);

        login(cache, "p", true);
        login(cache, "q", true);
        login(cache, "q", false);

        assertThat(asked).hasSize(3);
    }

    @Test
    void refusalIsRememberedOnlyWhenAskedFor() {
        Login refused = new Login.Refused("no");
        Authenticator forgets =
                new CachingAuthenticator(answering("1", refused), clock, 1_000_000, false);
        Authenticator keeps =
                new CachingAuthenticator(answering("2", refused), clock, 1_000_000, true);

        login(forgets, "p", true);
        login(forgets, "p", true);
        login(keeps, "p", true);
        login(keeps, "p", true);

        assertThat(asked).containsExactly("1", "1", "2");
    }

    @Test
    void userFromElsewhereMustBeKnownHere() {
        User known = new User("ann", PasswordHash.NONE, Set.of("near"), new UserLimits(3, -1));
        Authenticator far = answering("1", new Login.Accepted(ANN));

        assertThat(login(new KnownUsersOnly(far, _ -> null, Set.of()), "p", true))
                .isEqualTo(new Login.Refused("user 'ann' is not known to this broker"));
        assertThat(login(new KnownUsersOnly(far, Map.of("ann", known)::get, Set.of()), "p", true))
                .isEqualTo(
                        new Login.Accepted(
                                new User(
                                        "ann",
                                        PasswordHash.NONE,
                                        Set.of("far", "near"),
                                        new UserLimits(3, -1))));
    }

    @Test
    void whoKnowsTheRightsLetsTheUserInToo() {
        Authorizer rights = (_, _) -> CompletableFuture.completedStage(Verdict.ALLOWED);
        Authenticator near =
                answering("near", new Login.Accepted(ANN.withTags(Set.of("near", "far"))));
        Authenticator far = answering("far", new Login.Accepted(ANN));
        Authenticator not = answering("not", new Login.Refused("no"));

        assertThat(login(new AuthorizedElsewhere(near, far, rights, Set.of()), "p", true))
                .isEqualTo(
                        new Login.Accepted(
                                new User("ann", PasswordHash.NONE, Set.of("far", "near")), rights));
        assertThat(login(new AuthorizedElsewhere(near, not, rights, Set.of()), "p", true))
                .isEqualTo(new Login.Refused("no"));
        assertThat(login(new AuthorizedElsewhere(not, far, rights, Set.of()), "p", true))
                .isEqualTo(new Login.Refused("no"));
        assertThat(login(new AuthorizedElsewhere(far, null, rights, Set.of("ann")), "p", false))
                .isEqualTo(new Login.Refused("user 'ann' can only connect via localhost"));
        assertThat(asked).containsExactly("near", "far", "near", "not", "not", "far");
    }

    @Test
    void loopbackUsersStayLocalWhoeverKnowsThem() {
        Authenticator known =
                new KnownUsersOnly(
                        answering("1", new Login.Accepted(ANN)), _ -> ANN, Set.of("ann"));

        assertThat(login(known, "p", false))
                .isEqualTo(new Login.Refused("user 'ann' can only connect via localhost"));
        assertThat(login(known, "p", true)).isInstanceOf(Login.Accepted.class);
    }
}
