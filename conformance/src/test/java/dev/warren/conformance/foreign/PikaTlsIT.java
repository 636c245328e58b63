package dev.warren.conformance.foreign;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.warren.conformance.support.Authority;
import dev.warren.conformance.support.Broker;
import dev.warren.conformance.support.Target;
import dev.warren.conformance.support.WarrenProcess;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Python's pika over TLS, with OpenSSL on its side: a Warren of its own, with certificates made
/// for it.
class PikaTlsIT {
    private static final Pattern LISTENS =
            Pattern.compile("started TLS \\(SSL\\) listener on 127\\.0\\.0\\.1:(\\d+)");

    @TempDir static Path directory;

    @TestFactory
    Stream<DynamicTest> tls() {
        return ForeignSuite.orSkipped(PikaTlsIT::run);
    }

    private static Stream<DynamicTest> run() {
        assumeTrue(
                System.getProperty("conformance.target", "").isEmpty(),
                "the broker under test is not ours to give a certificate");
        Python.assumeModule("pika", "python3-pika");
        try {
            var authority = Authority.make(directory, "authority");
            var guest = authority.issue("guest", "CN=guest", "san=dns:guest.example");
            try (var warren = WarrenProcess.start(Broker.root(), settings(authority))) {
                var target =
                        new ForeignTarget(
                                new Target("127.0.0.1", warren.port(), "guest", "guest", "/"));
                var matcher = LISTENS.matcher(warren.log());
                if (!matcher.find()) {
                    throw new IllegalStateException("no TLS listener:\n" + warren.log());
                }
                var tls =
                        String.join(
                                ":",
                                matcher.group(1),
                                authority.certificate().toString(),
                                guest.certificate().toString(),
                                guest.key().toString());
                return Python.run(target, "pika_suite.test_tls", Map.of("CONFORMANCE_TLS", tls));
            }
        } catch (Exception e) {
            throw new IllegalStateException("no Warren with TLS", e);
        }
    }

    private static Map<String, String> settings(Authority authority) throws Exception {
        var own = authority.server("server");
        var settings = new HashMap<String, String>();
        settings.put("listeners.ssl.default", "127.0.0.1:0");
        settings.put("ssl_options.certfile", own.certificate().toString());
        settings.put("ssl_options.keyfile", own.key().toString());
        settings.put("ssl_options.cacertfile", authority.certificate().toString());
        settings.put("ssl_options.verify", "verify_peer");
        settings.put("ssl_cert_login_from", "common_name");
        settings.put("auth_mechanisms.1", "PLAIN");
        settings.put("auth_mechanisms.2", "EXTERNAL");
        return settings;
    }
}
