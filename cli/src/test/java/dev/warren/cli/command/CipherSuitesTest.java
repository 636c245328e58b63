package dev.warren.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CipherSuitesTest {

    @ParameterizedTest
    @CsvSource({
        "TLS_AES_256_GCM_SHA384, TLS_AES_256_GCM_SHA384",
        "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384, ECDHE-RSA-AES256-GCM-SHA384",
        "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256, ECDHE-ECDSA-AES128-SHA256",
        "TLS_DHE_DSS_WITH_AES_256_CBC_SHA, DHE-DSS-AES256-SHA",
        "TLS_RSA_WITH_AES_128_CBC_SHA, AES128-SHA",
        "TLS_ECDHE_ECDSA_WITH_AES_256_CCM_8, ECDHE-ECDSA-AES256-CCM8",
        "TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256, DHE-RSA-CHACHA20-POLY1305",
        "TLS_DH_anon_WITH_AES_128_GCM_SHA256, ADH-AES128-GCM-SHA256",
        "TLS_RSA_WITH_NULL_SHA256, TLS_RSA_WITH_NULL_SHA256"
    })
    void opensslHasShorterNames(String standard, String openssl) {
        assertThat(CipherSuites.openssl(standard)).isEqualTo(openssl);
    }
}
