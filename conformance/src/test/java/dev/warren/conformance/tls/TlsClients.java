package dev.warren.conformance.tls;

import com.rabbitmq.client.ConnectionFactory;
import dev.warren.conformance.support.Authority;
import dev.warren.conformance.support.WarrenProcess;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// Clients over TLS of one Warren. Its port is in its log, because it takes a free one.
record TlsClients(WarrenProcess server, Authority trusted) {
    private static final Pattern LISTENS =
            Pattern.compile("started TLS \\(SSL\\) listener on 127\\.0\\.0\\.1:(\\d+)");

    int port() {
        var matcher = LISTENS.matcher(server.log());
        if (!matcher.find()) {
            throw new IllegalStateException("no TLS listener in the log:\n" + server.log());
        }
        return Integer.parseInt(matcher.group(1));
    }

    /// As guest, without a certificate.
    ConnectionFactory factory() throws Exception {
        return factory(null);
    }

    ConnectionFactory factory(Authority.@Nullable Identity client) throws Exception {
        return factory(client, "TLS");
    }

    /// @param version `TLSv1.2`: nothing newer
    ConnectionFactory factory(Authority.@Nullable Identity client, String version)
            throws Exception {
        var factory = server.factory();
        factory.setPort(port());
        factory.useSslProtocol(context(client, version));
        factory.enableHostnameVerification();
        return factory;
    }

    SSLContext context(Authority.@Nullable Identity client) throws Exception {
        return context(client, "TLS");
    }

    private SSLContext context(Authority.@Nullable Identity client, String version)
            throws Exception {
        var context = SSLContext.getInstance(version);
        context.init(
                client == null ? null : keys(client),
                trust(trusted.certificate()).getTrustManagers(),
                null);
        return context;
    }

    /// For the client that has Netty below it.
    SslContext nettyContext(Authority.@Nullable Identity client, String version) throws Exception {
        var context =
                SslContextBuilder.forClient()
                        .sslProvider(SslProvider.JDK)
                        .trustManager(trust(trusted.certificate()))
                        .protocols(version);
        return (client == null ? context : context.keyManager(keys(client)[0])).build();
    }

    /// Shows the client's own certificate only: who issued it is the server's to know.
    private static KeyManager[] keys(Authority.Identity client)
            throws IOException, GeneralSecurityException {
        var made = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(client.store())) {
            made.load(in, Authority.PASSWORD.toCharArray());
        }
        var key = (PrivateKey) made.getKey("own", Authority.PASSWORD.toCharArray());
        return new KeyManager[] {new ShownAnyway(key, certificate(client.certificate()))};
    }

    private static TrustManagerFactory trust(Path authority)
            throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("authority", certificate(authority));
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }

    private static X509Certificate certificate(Path pem)
            throws IOException, GeneralSecurityException {
        try (var in = Files.newInputStream(pem)) {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
