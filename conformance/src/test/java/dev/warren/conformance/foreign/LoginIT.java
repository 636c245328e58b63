package dev.warren.conformance.foreign;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.warren.conformance.support.Broker;
import dev.warren.conformance.support.Target;
import dev.warren.conformance.support.WarrenProcess;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Scenario D with the user and the password that are in use: a Warren of its own, told of them in
/// its settings.
class LoginIT {
    private static final String USER = "rotanova";
    private static final String PASSWORD = "RotaNova@2025";

    @TestFactory
    Stream<DynamicTest> login() {
        return ForeignSuite.orSkipped(LoginIT::run);
    }

    private static Stream<DynamicTest> run() {
        assumeTrue(
                System.getProperty("conformance.target", "").isEmpty(),
                "the broker under test is not ours to give a user");
        Python.assumeModule("pika", "python3-pika");
        Map<String, String> settings = Map.of("default_user", USER, "default_pass", PASSWORD);
        try (WarrenProcess warren = WarrenProcess.start(Broker.root(), settings)) {
            var target =
                    new ForeignTarget(new Target("127.0.0.1", warren.port(), USER, PASSWORD, "/"));
            return Python.run(
                    target,
                    "pika_suite.test_d_login",
                    Map.of("CONFORMANCE_LOGIN", USER + ":" + PASSWORD));
        } catch (IOException e) {
            throw new IllegalStateException("Warren did not start", e);
        }
    }
}
