package dev.warren.management.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {

    private static String basic(String both) {
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(UTF_8));
    }

    @Test
    void passwordMayHaveColons() {
        assertThat(Credentials.ofOrNull(basic("ann:a:b"))).isEqualTo(new Credentials("ann", "a:b"));
    }

    @Test
    void nameMayHaveAnyLetters() {
        assertThat(Credentials.ofOrNull(basic("ünï:"))).isEqualTo(new Credentials("ünï", ""));
    }

    @Test
    void schemeIsFoundWhateverItsCase() {
        assertThat(Credentials.ofOrNull(basic("a:b").replace("Basic", "bAsIc"))).isNotNull();
    }

    @Test
    void otherSchemesAreNotUnderstood() {
        assertThat(Credentials.ofOrNull("Digest abc")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic !!!", "Basic ", "Basic bm9jb2xvbg=="})
    void brokenOnesAreABadRequest(String header) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> Credentials.ofOrNull(header))
                .satisfies(e -> assertThat(e.status()).isEqualTo(400));
    }

    @Test
    void passwordIsInNoText() {
        assertThat(new Credentials("ann", "secret").toString()).doesNotContain("secret");
    }
}
