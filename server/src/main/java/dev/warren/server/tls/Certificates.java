package dev.warren.server.tls;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/// Certificates out of PEM.
final class Certificates {

    private Certificates() {}

    /// All that are in a file, at least one.
    ///
    /// @param key of the configuration that names the file
    static List<X509Certificate> read(String key, Path file) throws TlsException {
        List<X509Certificate> found = new ArrayList<>();
        for (PemFile.Block block : PemFile.read(key, file).blocks()) {
            if (block.label().equals("CERTIFICATE")) {
                found.add(certificate(key, file, block));
            }
        }
        if (found.isEmpty()) {
            throw new TlsException(key, file, "there is no certificate in it");
        }
        return found;
    }

    private static X509Certificate certificate(String key, Path file, PemFile.Block block)
            throws TlsException {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(block.bytes()));
        } catch (CertificateException | IllegalArgumentException e) {
            throw new TlsException(
                    key, file, "a certificate in it cannot be read: " + e.getMessage());
        }
    }
}
