package dev.warren.server.tls;

import dev.warren.links.remote.AmqpUri;
import dev.warren.links.remote.ClientTls;
import dev.warren.server.config.Secret;
import dev.warren.server.tls.PrivateKeys.UnusableKeyException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// The client's side of TLS to other brokers, from the files that an AMQP URI names. Each call
/// reads anew, so that new certificates count from the next connection on.
public final class PeerTls implements ClientTls {

    /// Protects nothing: the key store never leaves memory.
    private static final char[] NO_PASSWORD = {};

    @Override
    public SSLContext context(AmqpUri.Tls wanted) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(wanted), trust(wanted), null);
            return context;
        } catch (TlsException | UnusableKeyException e) {
            throw new IOException(String.valueOf(e.getMessage()), e);
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS is not usable: " + e.getMessage(), e);
        }
    }

    private static KeyManager[] keys(AmqpUri.Tls wanted)
            throws GeneralSecurityException, IOException, TlsException, UnusableKeyException {
        String certificates = wanted.certfile();
        String key = wanted.keyfile();
        if (certificates == null || key == null) {
            return new KeyManager[0];
        }
        List<X509Certificate> chain = Certificates.read("certfile", Path.of(certificates));
        PrivateKey own =
                PrivateKeys.first(
                        PemFile.read("keyfile", Path.of(key)), secret(wanted.keyPassword()));
        KeyStore store = empty();
        store.setKeyEntry("client", own, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static @Nullable Secret secret(@Nullable String password) {
        return password == null ? null : new Secret(password);
    }

    private static TrustManager @Nullable [] trust(AmqpUri.Tls wanted)
            throws GeneralSecurityException, IOException, TlsException {
        if (!wanted.verifies()) {
            return new TrustManager[] {new AnyPeer()};
        }
        String authorities = wanted.cacertfile();
        if (authorities == null) {
            return null;
        }
        KeyStore store = empty();
        List<X509Certificate> known = Certificates.read("cacertfile", Path.of(authorities));
        for (int i = 0; i < known.size(); i++) {
            store.setCertificateEntry("authority-" + i, known.get(i));
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }
}
