package dev.warren.server.tls;

import dev.warren.server.config.TlsOptions;
import dev.warren.server.tls.PrivateKeys.UnusableKeyException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// Reads what [TlsOptions] name and makes the context of handshakes from it. Each call reads anew.
record TlsMaterial(TlsOptions options) {

    private static final String CERTIFICATES = "certfile";
    private static final String KEY = "keyfile";
    private static final String AUTHORITIES = "cacertfile";

    /// Protects nothing: the key store never leaves memory.
    private static final char[] NO_PASSWORD = {};

    /// How many sessions of TLS 1.2 may be resumed, the oldest going first. Tickets, which would
    /// keep them at the clients, are not given (bin/warren).
    static final int SESSIONS_MAX = 1_000;

    /// What was read.
    ///
    /// @param expires when the first certificate of the chain does
    /// @param warnings about the certificate
    record Loaded(SSLContext context, Instant expires, List<String> warnings) {}

    Loaded load() throws TlsException {
        Path certificateFile = file(options.files().certificates(), CERTIFICATES);
        Path keyFile = file(options.files().key(), KEY);
        List<X509Certificate> chain = Certificates.read(options.key(CERTIFICATES), certificateFile);
        PrivateKey key = key(keyFile);
        if (!KeyPairs.belongTogether(key, chain.getFirst().getPublicKey())) {
            throw new TlsException(
                    options.key(KEY),
                    keyFile,
                    "it is not the key of the certificate in " + certificateFile);
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers(chain, key).getKeyManagers(), trustManagers(), null);
            context.getServerSessionContext().setSessionCacheSize(SESSIONS_MAX);
            X509Certificate own = chain.getFirst();
            return new Loaded(
                    context, own.getNotAfter().toInstant(), warnings(own, certificateFile));
        } catch (GeneralSecurityException | IOException e) {
            throw new TlsException(options.key(CERTIFICATES), certificateFile, e.toString());
        }
    }

    /// A certificate out of its time is for the clients to refuse: they may do without.
    private List<String> warnings(X509Certificate certificate, Path file) {
        try {
            certificate.checkValidity();
            return List.of();
        } catch (CertificateException e) {
            return List.of(
                    "'%s', file %s: the certificate is not valid now: %s"
                            .formatted(options.key(CERTIFICATES), file, e.getMessage()));
        }
    }

    private Path file(@Nullable Path file, String name) throws TlsException {
        if (file == null) {
            throw new TlsException(options.key(name), "it has to be set for TLS");
        }
        return file;
    }

    private PrivateKey key(Path file) throws TlsException {
        String name = options.key(KEY);
        try {
            return PrivateKeys.first(PemFile.read(name, file), options.files().password());
        } catch (UnusableKeyException e) {
            throw new TlsException(name, file, String.valueOf(e.getMessage()));
        }
    }

    private static KeyManagerFactory keyManagers(List<X509Certificate> chain, PrivateKey key)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        store.setKeyEntry("server", key, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory;
    }

    /// None when clients are not asked for certificates.
    private TrustManager[] trustManagers() throws GeneralSecurityException, TlsException {
        if (!options.peers().areAsked()) {
            if (options.peers().mustAnswer()) {
                throw new TlsException(
                        options.key("fail_if_no_peer_cert"),
                        "clients are asked for certificates only with '"
                                + options.key("verify")
                                + " = verify_peer'");
            }
            return new TrustManager[0];
        }
        Set<TrustAnchor> anchors = new HashSet<>();
        Path file = file(options.files().authorities(), AUTHORITIES);
        for (X509Certificate authority : Certificates.read(options.key(AUTHORITIES), file)) {
            anchors.add(new TrustAnchor(authority, null));
        }
        var parameters = new PKIXBuilderParameters(anchors, new X509CertSelector());
        parameters.setRevocationEnabled(false);
        parameters.setMaxPathLength(options.peers().depth());
        var factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(new CertPathTrustManagerParameters(parameters));
        return factory.getTrustManagers();
    }
}
