package dev.warren.conformance.foreign;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.warren.conformance.support.Authority;
import dev.warren.conformance.support.Broker;
import dev.warren.conformance.support.Target;
import dev.warren.conformance.support.WarrenProcess;
import java.nio.file.Path;
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
            try (var warren =
                    WarrenProcess.start(
                            Broker.root(),
                            authority.loginByCertificate(authority.server("server")))) {
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
}
