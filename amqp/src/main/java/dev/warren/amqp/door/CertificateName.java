package dev.warren.amqp.door;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a client's certificate calls it: the user that it logs in as with `EXTERNAL`. Pure.
@FunctionalInterface
public interface CertificateName {

    /// Null when the certificate has no such name.
    @Nullable String orNull(X509Certificate certificate);

    /// `CN=client,O=example`
    static CertificateName distinguishedName() {
        return certificate -> {
            String name = DistinguishedNames.text(certificate.getSubjectX500Principal());
            return name.isEmpty() ? null : name;
        };
    }

    /// `client`; several are joined by commas, the last one first.
    static CertificateName commonName() {
        return certificate ->
                DistinguishedNames.commonNameOrNull(certificate.getSubjectX500Principal());
    }

    /// One of the alternative names of a type, counted from zero.
    static CertificateName alternativeName(AlternativeName type, int index) {
        return certificate ->
                alternativeNames(certificate)
                        .filter(name -> name.getFirst() instanceof Integer tag && tag == type.tag())
                        .map(name -> type.text(name))
                        .skip(index)
                        .findFirst()
                        .orElse(null);
    }

    private static Stream<List<?>> alternativeNames(X509Certificate certificate) {
        try {
            var names = certificate.getSubjectAlternativeNames();
            return names == null ? Stream.of() : names.stream();
        } catch (CertificateParsingException ignoredItHasNoNameThatCouldBeRead) {
            return Stream.of();
        }
    }
}
