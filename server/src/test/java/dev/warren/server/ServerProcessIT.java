package dev.warren.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The launcher and the server as one process: what is printed, what is left behind, how it ends.
@Timeout(240)
final class ServerProcessIT {

    private static final String READY = "Server startup complete; 0 plugins started.";
    private static final String ANY_PORT = "listeners.tcp.default=127.0.0.1:0";

    @TempDir private Path directory;

    @Test
    void serverSaysWhereItListensAndThatItIsReady() throws Exception {
        try (var broker = server()) {
            String listener = broker.lineWith("started TCP listener on 127.0.0.1:");

            int port = Integer.parseInt(listener.substring(listener.lastIndexOf(':') + 1));
            assertThat(broker.lineWith(READY))
                    .matches(
                            "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6}[+-]\\d\\d:\\d\\d \\[info] <0\\.0\\.0> "
                                    + READY);
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(socket.isConnected()).isTrue();
            }
        }
    }

    @Test
    void terminatedServerStopsInOrder() throws Exception {
        try (var broker = server()) {
            broker.lineWith(READY);

            broker.terminate();

            assertThat(broker.outputAtEnd()).contains("Warren has stopped");
            assertThat(broker.exitCode()).isZero();
        }
    }

    @Test
    void interruptedServerStopsInOrder() throws Exception {
        try (var broker = server()) {
            broker.lineWith(READY);

            new ProcessBuilder("kill", "-INT", String.valueOf(broker.process().pid()))
                    .start()
                    .waitFor();

            assertThat(broker.exitCode()).isZero();
        }
    }

    @Test
    void launcherBecomesTheBroker() throws Exception {
        try (var broker = server()) {
            broker.lineWith(READY);

            assertThat(broker.process().info().command()).get().asString().endsWith("/bin/java");
            assertThat(Files.readString(directory.resolve("data/LOCK")))
                    .isEqualTo(broker.process().pid() + "\n");
        }
    }

    @Test
    void launcherIsFoundThroughASymbolicLink() throws Exception {
        Path link =
                Files.createSymbolicLink(
                        directory.resolve("w"),
                        BrokerProcess.ROOT.resolve("bin/warren").toAbsolutePath());

        Process process = new ProcessBuilder(link.toString(), "--version").start();

        assertThat(process.inputReader().readLine()).startsWith("Warren ");
        assertThat(process.waitFor()).isZero();
        Files.delete(link);
    }

    @Test
    void portInUseLeavesNothingBehind() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            String address = "127.0.0.1:" + taken.getLocalPort();

            assertRefused(
                    ExitCode.CANNOT_LISTEN,
                    "warren: cannot listen on "
                            + address
                            + ": the port is in use by another process",
                    "server",
                    "--data-dir",
                    data(),
                    "--set",
                    "listeners.tcp.default=" + address);
        }
        assertThat(directory.resolve("data")).doesNotExist();
    }

    @Test
    void dataDirectoryIsForOneServer() throws Exception {
        try (var first = server()) {
            first.lineWith(READY);

            assertRefused(
                    ExitCode.DATA_DIRECTORY_LOCKED,
                    "warren: the data directory "
                            + data()
                            + " is in use by process "
                            + first.process().pid(),
                    "server",
                    "--data-dir",
                    data(),
                    "--set",
                    ANY_PORT);
        }
    }

    @Test
    void foreignDirectoryIsLeftAlone() throws Exception {
        Files.createDirectory(directory.resolve("data"));
        Files.writeString(directory.resolve("data/letter.txt"), "Dear");

        assertRefused(
                ExitCode.DATA_DIRECTORY_FOREIGN,
                "warren: "
                        + data()
                        + " is not a data directory of Warren: it holds 'letter.txt' and has no node.id",
                "server",
                "--data-dir",
                data(),
                "--set",
                ANY_PORT);
        assertThat(directory.resolve("data/LOCK")).doesNotExist();
    }

    @Test
    void directoryOfANewerVersionIsRefused() throws Exception {
        Files.createDirectory(directory.resolve("data"));
        Files.writeString(
                directory.resolve("data/node.id"),
                "warren data directory\nformat = 99\nnode = " + new UUID(1, 2) + "\n");

        assertRefused(
                ExitCode.DATA_DIRECTORY_TOO_NEW,
                "warren: the data directory "
                        + data()
                        + " has format 99, this version reads up to 1: start the newer Warren that wrote it",
                "server",
                "--data-dir",
                data(),
                "--set",
                ANY_PORT);
    }

    @Test
    void unknownKeyIsNamedWithItsLineAndTheNearestKey() throws Exception {
        Path file = Files.writeString(directory.resolve("r.conf"), "\nheartbet = 5\n");

        assertRefused(
                ExitCode.CONFIGURATION,
                "warren: " + file + ":2: unknown key 'heartbet'; did you mean 'heartbeat'?",
                "server",
                "--data-dir",
                data(),
                "--config",
                file.toString());
        assertThat(directory.resolve("data")).doesNotExist();
    }

    @Test
    void missingConfigurationIsNamed() throws Exception {
        assertRefused(
                ExitCode.CONFIGURATION,
                "warren: cannot read the configuration /nowhere/r.conf: there is no such file",
                "server",
                "--config",
                "/nowhere/r.conf");
    }

    @Test
    void unknownOptionPointsToTheHelp() throws Exception {
        assertRefused(
                ExitCode.USAGE,
                "warren: Unknown option: '--nonsense'\nTry 'warren --help'.",
                "server",
                "--nonsense");
    }

    @Test
    void helpListsOptionsKeysAndExitCodes() throws Exception {
        try (var help = BrokerProcess.start("--help")) {
            assertThat(help.outputAtEnd())
                    .contains("warren server [--data-dir DIR] [--config FILE] [--set key=value]...")
                    .contains("listeners.tcp.$name")
                    .contains("WARREN_JAVA_OPTS")
                    .contains("  69   a port is in use");
            assertThat(help.exitCode()).isZero();
        }
    }

    private BrokerProcess server() throws IOException {
        return BrokerProcess.start("server", "--data-dir", data(), "--set", ANY_PORT);
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    private static void assertRefused(ExitCode code, String output, String... arguments)
            throws Exception {
        try (var broker = BrokerProcess.start(arguments)) {
            assertThat(broker.outputAtEnd()).isEqualTo(output);
            assertThat(broker.exitCode()).isEqualTo(code.status());
        }
    }
}
