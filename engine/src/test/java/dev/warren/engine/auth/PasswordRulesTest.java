package dev.warren.engine.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.Bytes;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PasswordRulesTest {

    private static @Nullable String problem(CredentialValidator validator, String password) {
        return new PasswordRules(HashAlgorithm.SHA256, validator).problemOrNull(Bytes.of(password));
    }

    @Test
    void blankPasswordIsAlwaysRefused() {
        assertThat(problem(new CredentialValidator.AcceptEverything(), "")).contains("blank");
        assertThat(problem(new CredentialValidator.AcceptEverything(), "p")).isNull();
    }

    @Test
    void lengthIsCountedInBytes() {
        var least = new CredentialValidator.MinLength(4);

        assertThat(problem(least, "abc")).isEqualTo("minimum required password length is 4");
        assertThat(problem(least, "éé")).isNull();
    }

    @Test
    void expressionMayBeFoundAnywhere() {
        var digit = new CredentialValidator.Matching(Pattern.compile("[0-9]"));

        assertThat(problem(digit, "abc"))
                .isEqualTo("provided password does not match the validator regular expression");
        assertThat(problem(digit, "a1c")).isNull();
    }

    @Test
    void newPasswordsAreHashedAsConfigured() {
        var rules =
                new PasswordRules(HashAlgorithm.SHA512, new CredentialValidator.AcceptEverything());

        PasswordHash hash = rules.hash(Bytes.of("p"), new Random(1));

        assertThat(hash.algorithm()).isEqualTo(HashAlgorithm.SHA512);
        assertThat(hash.matches(Bytes.of("p"))).isTrue();
    }
}
