package dev.warren.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.amqp.door.AlternativeName;
import dev.warren.amqp.door.CertificateName;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CertificateNameTest {

    @TempDir static Path made;
    private static X509Certificate certificate;

    @BeforeAll
    static void make() throws Exception {
        certificate =
                TestIdentity.make(
                                made,
                                "CN=ann, OU=\"rabbits, wild\", O=Warren, C=DE",
                                "-ext",
                                "san=dns:ann.example,dns:second.example,email:ann@example.org,ip:192.0.2.7,uri:urn:ann")
                        .certificate();
    }

    @Test
    void distinguishedNameIsWrittenMostSpecialFirst() {
        assertThat(CertificateName.distinguishedName().orNull(certificate))
                .isEqualTo("CN=ann,OU=rabbits\\, wild,O=Warren,C=DE");
    }

    @Test
    void commonNameIsOnePart() {
        assertThat(CertificateName.commonName().orNull(certificate)).isEqualTo("ann");
    }

    @Test
    void alternativeNamesAreTakenByTypeAndIndex() {
        assertThat(alternative(AlternativeName.DNS, 0)).isEqualTo("ann.example");
        assertThat(alternative(AlternativeName.DNS, 1)).isEqualTo("second.example");
        assertThat(alternative(AlternativeName.DNS, 2)).isNull();
        assertThat(alternative(AlternativeName.EMAIL, 0)).isEqualTo("ann@example.org");
        assertThat(alternative(AlternativeName.IP, 0)).isEqualTo("192.0.2.7");
        assertThat(alternative(AlternativeName.URI, 0)).isEqualTo("urn:ann");
        assertThat(alternative(AlternativeName.OTHER_NAME, 0)).isNull();
    }

    private static @Nullable String alternative(AlternativeName type, int index) {
        return CertificateName.alternativeName(type, index).orNull(certificate);
    }
}
