package dev.warren.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CipherNamesTest {

    @ParameterizedTest
    @CsvSource({
        "ECDHE-RSA-AES256-GCM-SHA384, TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        "ECDHE-ECDSA-AES128-SHA256, TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
        "ECDHE-ECDSA-CHACHA20-POLY1305, TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
        "DHE-RSA-AES256-SHA, TLS_DHE_RSA_WITH_AES_256_CBC_SHA",
        "AES128-GCM-SHA256, TLS_RSA_WITH_AES_128_GCM_SHA256",
        "ECDHE-ECDSA-AES256-CCM, TLS_ECDHE_ECDSA_WITH_AES_256_CCM",
        "ECDHE-ECDSA-AES256-CCM8, TLS_ECDHE_ECDSA_WITH_AES_256_CCM_8",
        "TLS_AES_256_GCM_SHA384, TLS_AES_256_GCM_SHA384",
        "NULL-MD5, NULL-MD5"
    })
    void opensslsNamesAreThoseOfTheStandard(String openssl, String standard) {
        assertThat(CipherNames.standard(openssl)).isEqualTo(standard);
    }
}
