package dev.warren.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.server.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The service of systemd: that it starts what there is, and knows how the broker ends.
final class ServiceUnitTest {

    private static final Path UNIT = Shell.ROOT.resolve("packaging/systemd/warren.service");
    private static final String INSTALLED = "/opt/warren/";

    @TempDir private Path directory;

    private static List<String> values(String key) throws IOException {
        return Files.readAllLines(UNIT).stream()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1))
                .toList();
    }

    private static String value(String key) throws IOException {
        List<String> values = values(key);
        assertThat(values).as(key).hasSize(1);
        return values.getFirst();
    }

    @Test
    void programsAreThoseOfTheArchive() throws IOException {
        for (String key : List.of("ExecStart", "ExecStartPost")) {
            String program = value(key).split(" ")[0];
            assertThat(program).startsWith(INSTALLED);
            assertThat(Shell.ROOT.resolve(program.substring(INSTALLED.length()))).isExecutable();
        }
    }

    @Test
    void endsThatWouldComeAgainAreNotTriedAgain() throws IOException {
        Set<Integer> lasting =
                Set.of(
                                ExitCode.USAGE,
                                ExitCode.CONFIGURATION,
                                ExitCode.DATA_DIRECTORY_FOREIGN,
                                ExitCode.DATA_DIRECTORY_TOO_NEW,
                                ExitCode.DATA_DIRECTORY_LOCKED,
                                ExitCode.DATA_DIRECTORY_UNUSABLE,
                                ExitCode.NO_JAVA,
                                ExitCode.NOT_BUILT)
                        .stream()
                        .map(ExitCode::status)
                        .collect(Collectors.toSet());

        assertThat(
                        Arrays.stream(value("RestartPreventExitStatus").split(" "))
                                .map(Integer::valueOf))
                .containsExactlyInAnyOrderElementsOf(lasting);
        assertThat(value("Restart")).isEqualTo("on-failure");
    }

    @Test
    void codeOfTheJvmMayBeWritten() throws IOException {
        assertThat(values("MemoryDenyWriteExecute")).isEmpty();
    }

    /// systemd itself reads it, where there is one: keys that it does not know are named on a line.
    @Test
    void systemdUnderstandsIt() throws Exception {
        Path analyze = Path.of("/usr/bin/systemd-analyze");
        Assumptions.assumeTrue(Files.isExecutable(analyze), "there is no systemd");
        Path program = Shell.script(directory.resolve("bin/program"), "exit 0");
        Path copy =
                Files.writeString(
                        directory.resolve("warren.service"),
                        Files.readString(UNIT)
                                .replaceAll("/opt/warren/bin/[a-z]+", program.toString())
                                .replaceAll("(User|Group)=warren", "$1=root"));

        Shell.Ended ended =
                Shell.run(
                        List.of(analyze.toString(), "verify", "--man=no", copy.toString()),
                        Map.of("PATH", "/usr/bin:/bin"));

        assertThat(ended.text().lines().filter(line -> line.contains("warren.service"))).isEmpty();
    }
}
