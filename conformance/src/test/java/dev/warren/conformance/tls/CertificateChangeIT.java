package dev.warren.conformance.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.conformance.support.Authority;
import dev.warren.conformance.support.Broker;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.WarrenProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
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
    private static final Pattern API =
            Pattern.compile("started HTTPS API listener on 127\\.0\\.0\\.1:(\\d+)");
    private static final Pattern METRICS =
            Pattern.compile("started metrics listener on 127\\.0\\.0\\.1:(\\d+) over TLS");

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

    /// Each door has files of its own, and is asked for what it shows.
    @Test
    void newCertificatesAreShownByTheHttpApiAndTheMetricsToo() throws Exception {
        var first = Authority.make(directory, "first");
        var second = Authority.make(directory, "second");
        var own = first.server("server");
        var settings = new HashMap<String, String>();
        settings.put("warren.management", "true");
        settings.put("warren.prometheus", "true");
        var doors = List.of("management.ssl", "prometheus.ssl");
        for (var door : doors) {
            settings.put(door + ".ip", "127.0.0.1");
            settings.put(door + ".port", "0");
            copy(own.certificate(), directory.resolve(door + ".cert.pem"));
            copy(own.key(), directory.resolve(door + ".key.pem"));
            settings.put(door + ".certfile", directory.resolve(door + ".cert.pem").toString());
            settings.put(door + ".keyfile", directory.resolve(door + ".key.pem").toString());
        }
        try (var server = WarrenProcess.start(Broker.root(), settings)) {
            var before = new TlsClients(server, first).context(null);
            var after = new TlsClients(server, second).context(null);
            var ports = List.of(port(server, API), port(server, METRICS));
            for (int port : ports) {
                handshake(before, port);
            }
            var renewed = second.server("server");
            for (var door : doors) {
                copy(renewed.certificate(), directory.resolve(door + ".cert.pem"));
                copy(renewed.key(), directory.resolve(door + ".key.pem"));
                awaitInLog(server, "new certificates for " + door + " are in use");
            }

            for (int port : ports) {
                handshake(after, port);
                assertThatThrownBy(() -> handshake(before, port)).isInstanceOf(SSLException.class);
            }
        }
    }

    private static int port(WarrenProcess server, Pattern listens) {
        Awaitility.await(listens.pattern())
                .atMost(USED_MAX)
                .until(() -> listens.matcher(server.log()).find());
        var matcher = listens.matcher(server.log());
        assertThat(matcher.find()).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    private static void handshake(SSLContext context, int port) throws IOException {
        try (var socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setSoTimeout((int) USED_MAX.toMillis());
            socket.startHandshake();
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
