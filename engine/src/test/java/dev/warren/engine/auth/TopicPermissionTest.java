package dev.warren.engine.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.warren.codec.value.ShortString;
import java.util.Map;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;

class TopicPermissionTest {

    private static boolean matches(String pattern, String user, String key) {
        return TopicPermission.of(pattern, "")
                .may(Right.WRITE, ShortString.of(key), Map.of("username", user, "vhost", "v/1"));
    }

    @Test
    void placesAreFilledWithWhatTheUserHas() {
        assertThat(matches("^{username}\\.", "ann", "ann.x")).isTrue();
        assertThat(matches("^{username}\\.", "ann", "bob.x")).isFalse();
        assertThat(matches("^{vhost}-{username}$", "ann", "v/1-ann")).isTrue();
    }

    @Test
    void valuesAreTakenLiterally() {
        assertThat(matches("^{username}$", ".*", "anything")).isFalse();
        assertThat(matches("^{username}$", ".*", ".*")).isTrue();
        assertThat(matches("^{username}$", "a\\Eb|c", "a\\Eb|c")).isTrue();
        assertThat(matches("^{username}$", "{vhost}", "v/1")).isFalse();
        assertThat(matches("^{username}$", "é(", "é(")).isTrue();
    }

    @Test
    void placeThatNobodyFillsMatchesItself() {
        assertThat(matches("^{client_id}$", "ann", "ann")).isFalse();
        assertThat(matches("^{client_id}$", "ann", "{client_id}")).isTrue();
    }

    @Test
    void repetitionsAreNoPlaces() {
        assertThat(matches("^a{2}$", "ann", "aa")).isTrue();
    }

    @Test
    void emptyPatternMatchesOnlyTheEmptyKey() {
        assertThat(matches("", "ann", "")).isTrue();
        assertThat(matches("", "ann", "k")).isFalse();
    }

    @Test
    void brokenPatternIsRefused() {
        assertThatExceptionOfType(PatternSyntaxException.class)
                .isThrownBy(() -> TopicPermission.of("(", ""));
        assertThatExceptionOfType(PatternSyntaxException.class)
                .isThrownBy(() -> TopicPermission.of("({username}", ""));
    }
}
