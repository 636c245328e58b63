package dev.warren.amqp.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.engine.events.TlsFacts.Suite;
import org.junit.jupiter.api.Test;

final class TlsSessionsTest {

    @Test
    void suitesAreSaidInRabbitMqsWords() {
        assertThat(TlsSessions.suite("TLS_AES_256_GCM_SHA384"))
                .isEqualTo(new Suite("any", "aes_256_gcm", "aead"));
        assertThat(TlsSessions.suite("TLS_CHACHA20_POLY1305_SHA256"))
                .isEqualTo(new Suite("any", "chacha20_poly1305", "aead"));
        assertThat(TlsSessions.suite("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"))
                .isEqualTo(new Suite("ecdhe_rsa", "aes_128_gcm", "aead"));
        assertThat(TlsSessions.suite("TLS_RSA_WITH_AES_256_CBC_SHA"))
                .isEqualTo(new Suite("rsa", "aes_256_cbc", "sha"));
        assertThat(TlsSessions.protocol("TLSv1.3")).isEqualTo("tlsv1.3");
    }
}
