package dev.warren.engine.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.Bytes;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PasswordHashTest {

    private static final Bytes SECRET = Bytes.of("secret");

    @ParameterizedTest
    @EnumSource
    void opensWithItsPasswordOnly(HashAlgorithm algorithm) {
        PasswordHash hash = PasswordHash.of(algorithm, SECRET, new Random(1));

        assertThat(hash.matches(SECRET)).isTrue();
        assertThat(hash.matches(Bytes.of("Secret"))).isFalse();
    }

    /// `rabbitmqctl hash_password test12` of RabbitMQ's documentation.
    @Test
    void readsRabbitMqsHashes() {
        PasswordHash hash =
                PasswordHash.fromBase64(
                        HashAlgorithm.SHA256, "kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2POR");

        assertThat(hash.matches(Bytes.of("test12"))).isTrue();
    }

    @Test
    void comesThroughDefinitionsUnchanged() {
        PasswordHash hash = PasswordHash.of("secret", new Random(1));

        assertThat(PasswordHash.fromBase64(hash.algorithm(), hash.toBase64())).isEqualTo(hash);
    }

    @Test
    void saltMakesEqualPasswordsDiffer() {
        Random random = new Random(1);

        assertThat(PasswordHash.of("secret", random))
                .isNotEqualTo(PasswordHash.of("secret", random));
    }

    @Test
    void blankPasswordNeverOpens() {
        PasswordHash blank = PasswordHash.of("", new Random(1));

        assertThat(blank.matches(Bytes.EMPTY)).isFalse();
        assertThat(PasswordHash.NONE.matches(Bytes.EMPTY)).isFalse();
        assertThat(PasswordHash.NONE.matches(SECRET)).isFalse();
    }

    @Test
    void doesNotPrintItself() {
        PasswordHash hash = PasswordHash.of("secret", new Random(1));

        assertThat(hash.toString()).doesNotContain(hash.toBase64());
    }

    @Test
    void algorithmsAreKnownByRabbitMqsNames() {
        assertThat(HashAlgorithm.byIdOrNull("rabbit_password_hashing_sha512"))
                .isEqualTo(HashAlgorithm.SHA512);
        assertThat(HashAlgorithm.byIdOrNull("rot13")).isNull();
    }
}
