package dev.warren.conformance.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.conformance.support.Authority;
import dev.warren.conformance.support.Broker;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.WarrenProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// Certificates that change while the broker runs, and files that it cannot start with.
@Timeout(120)
@EnabledIf("isWarrenOurs")
final class CertificateChangeIT {
    private static final int EXIT_CONFIGURATION = 65;
    private static final Duration USED_MAX = Duration.ofSeconds(60);

    @TempDir Path directory;

    static boolean isWarrenOurs() {
        return TlsIT.isWarrenOurs();
    }

    @Test
    void newCertificateIsForNewConnectionsAndABadOneForNone() throws Exception {
        var first = Authority.make(directory, "first");
        var second = Authority.make(directory, "second");
        var own = first.server("server");
        var certificate = copy(own.certificate(), directory.resolve("cert.pem"));
        var key = copy(own.key(), directory.resolve("key.pem"));
        try (var server = start(certificate, key)) {
            var before = new TlsClients(server, first);
            var after = new TlsClients(server, second);
            try (var kept = before.factory().newConnection()) {
                Files.writeString(certificate, "not a certificate");
                awaitInLog(server, "changed files are not used");
                before.factory().newConnection().close();

                var renewed = second.server("server");
                copy(renewed.certificate(), certificate);
                copy(renewed.key(), key);
                awaitInLog(server, "new certificates for ssl_options are in use");

                after.factory().newConnection().close();
                assertThatThrownBy(() -> before.factory().newConnection()).isNotNull();
                assertThatCode(() -> Client.channelOf(kept).queueDeclare())
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    void startIsRefusedByKeyFileAndReason() throws Exception {
        var authority = Authority.make(directory, "authority");
        var own = authority.server("server");
        var certificate = copy(own.certificate(), directory.resolve("cert.pem"));
        try (var server = start(certificate, own.key())) {
            server.stop();
            Files.writeString(certificate, "not a certificate");

            assertThat(server.startRefused()).isEqualTo(EXIT_CONFIGURATION);
            assertThat(server.log())
                    .contains(
                            "'ssl_options.certfile', file "
                                    + certificate
                                    + ": there is no certificate in it");
        }
    }

    private static WarrenProcess start(Path certificate, Path key) throws Exception {
        var settings = new HashMap<String, String>();
        settings.put("listeners.ssl.default", "127.0.0.1:0");
        settings.put("ssl_options.certfile", certificate.toString());
        settings.put("ssl_options.keyfile", key.toString());
        return WarrenProcess.start(Broker.root(), settings);
    }

    private static Path copy(Path from, Path to) throws Exception {
        return Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void awaitInLog(WarrenProcess server, String text) {
        Awaitility.await(text).atMost(USED_MAX).until(() -> server.log().contains(text));
    }
}
