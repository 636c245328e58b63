package dev.warren.management.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class LocalTokenTest {

    private final LocalToken token = LocalToken.random(new SecureRandom());

    @Test
    void aTokenIs32BytesInTheAlphabetOfAddressesAndNewEachTime() {
        assertThat(token.text()).matches("[A-Za-z0-9_-]{43}");
        assertThat(LocalToken.random(new SecureRandom()).text()).isNotEqualTo(token.text());
    }

    @Test
    void itIsFoundBehindItsSchemeOnly() {
        assertThat(token.isIn("Bearer " + token.text())).isTrue();
        assertThat(token.isIn("bearer  " + token.text())).isTrue();
        assertThat(token.isIn(token.text())).isFalse();
        assertThat(token.isIn("Basic " + token.text())).isFalse();
        assertThat(token.isIn("Bearer ")).isFalse();
        assertThat(token.isIn("Bearer " + token.text().substring(1))).isFalse();
        assertThat(token.isIn("Bearer " + token.text() + "A")).isFalse();
    }

    @Test
    void itIsNotPrinted() {
        assertThat(token.toString()).doesNotContain(token.text());
    }
}
