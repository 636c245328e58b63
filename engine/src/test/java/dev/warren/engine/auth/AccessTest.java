package dev.warren.engine.auth;

import static dev.warren.engine.topology.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.warren.codec.value.ShortString;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessTest {

    private static final User U = new User("u", PasswordHash.NONE, Set.of());
    private static final Resource Q = Resource.queue("/", ShortString.of("q"));
    private static final Resource X = Resource.exchange("/", ShortString.of("x"));
    private static final Resource DEFAULT = Resource.exchange("/", ShortString.EMPTY);

    private static Access access(String configure, String write, String read) {
        return new Access(U, "/", Rights.of(Permission.of(configure, write, read)));
    }

    @Test
    void eachRightHasItsPattern() {
        Access access = access("q", "x", "");

        assertThatCode(() -> access.requireConfigure(Q)).doesNotThrowAnyException();
        assertThatCode(() -> access.requireWrite(X)).doesNotThrowAnyException();
        assertRefused(
                () -> access.requireConfigure(X),
                403,
                "configure access to exchange 'x' in vhost '/' refused for user 'u'");
        assertRefused(
                () -> access.requireWrite(Q),
                403,
                "write access to queue 'q' in vhost '/' refused for user 'u'");
        assertRefused(
                () -> access.requireRead(Q),
                403,
                "read access to queue 'q' in vhost '/' refused for user 'u'");
    }

    @Test
    void defaultExchangeHasANameHere() {
        assertThatCode(() -> access("", "^amq\\.default$", "").requireWrite(DEFAULT))
                .doesNotThrowAnyException();
        assertRefused(
                () -> access("", "^$", "").requireWrite(DEFAULT),
                403,
                "write access to exchange 'amq.default' in vhost '/' refused for user 'u'");
    }

    @Test
    void passiveDeclareNeedsAnyRight() {
        assertThatCode(() -> access("", "", "q").requireAny(Q)).doesNotThrowAnyException();
        assertRefused(
                () -> access("", "", "x").requireAny(Q),
                403,
                "configure access to queue 'q' in vhost '/' refused for user 'u'");
    }

    @Test
    void withoutPermissionNothingIsAllowed() {
        Access none = new Access(U, "/", Rights.NONE);

        assertRefused(none::requireVhost, 530, "access to vhost '/' refused for user 'u'");
        assertRefused(
                () -> none.requireRead(Q),
                403,
                "read access to queue 'q' in vhost '/' refused for user 'u'");
    }

    @Test
    void emptyPermissionsOpenTheVhost() {
        assertThatCode(() -> access("", "", "").requireVhost()).doesNotThrowAnyException();
    }
}
