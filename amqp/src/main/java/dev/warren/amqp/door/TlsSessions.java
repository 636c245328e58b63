package dev.warren.amqp.door;

import dev.warren.amqp.connection.Ends.Protection;
import dev.warren.engine.events.TlsFacts;
import java.security.cert.X509Certificate;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Locale;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/// What a TLS session is, in RabbitMQ's words. Pure.
final class TlsSessions {

    private static final String WITH = "_WITH_";

    private TlsSessions() {}

    static Protection describe(SSLSession session, CertificateName names) {
        X509Certificate certificate = certificateOrNull(session);
        TlsFacts facts =
                new TlsFacts(
                        protocol(session.getProtocol()),
                        suite(session.getCipherSuite()),
                        certificate == null ? null : describe(certificate));
        return new Protection(facts, certificate == null ? null : names.orNull(certificate));
    }

    private static @Nullable X509Certificate certificateOrNull(SSLSession session) {
        try {
            return session.getPeerCertificates()[0] instanceof X509Certificate certificate
                    ? certificate
                    : null;
        } catch (SSLPeerUnverifiedException ignoredItHasShownNone) {
            return null;
        }
    }

    private static TlsFacts.Certificate describe(X509Certificate certificate) {
        return new TlsFacts.Certificate(
                DistinguishedNames.text(certificate.getSubjectX500Principal()),
                DistinguishedNames.text(certificate.getIssuerX500Principal()),
                second(certificate.getNotBefore()) + " - " + second(certificate.getNotAfter()));
    }

    /// `2026-11-21T11:40:00Z`
    private static String second(Date date) {
        return date.toInstant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /// `TLSv1.3` is `tlsv1.3`.
    static String protocol(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /// `TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384` is `ecdhe_rsa`, `aes_256_gcm`, `aead`;
    /// `TLS_RSA_WITH_AES_128_CBC_SHA` is `rsa`, `aes_128_cbc`, `sha`.
    static TlsFacts.Suite suite(String name) {
        String words = name.substring(name.indexOf('_') + 1);
        int with = words.indexOf(WITH);
        String keyExchange = with < 0 ? "any" : words.substring(0, with);
        String rest = with < 0 ? words : words.substring(with + WITH.length());
        int last = rest.lastIndexOf('_');
        String cipher = last < 0 ? rest : rest.substring(0, last);
        String hash = rest.contains("_CBC_") ? rest.substring(last + 1) : "aead";
        return new TlsFacts.Suite(lower(keyExchange), lower(cipher), lower(hash));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
