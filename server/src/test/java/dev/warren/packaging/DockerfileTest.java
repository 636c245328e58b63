package dev.warren.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What can be said of the image without building it.
final class DockerfileTest {

    private static final Pattern CONTINUED = Pattern.compile("\\\\\\n");

    /// Its instructions, each on one line.
    private static List<String> instructions() throws IOException {
        String text = read("packaging/docker/Dockerfile").replaceAll("(?m)^#.*\\n", "");
        return CONTINUED
                .matcher(text)
                .replaceAll(" ")
                .lines()
                .map(line -> line.replaceAll("\\s+", " ").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static String read(String path) throws IOException {
        return Files.readString(Shell.ROOT.resolve(path));
    }

    private static Stream<String> of(String instruction) throws IOException {
        return instructions().stream()
                .filter(line -> line.startsWith(instruction + " "))
                .map(line -> line.substring(instruction.length() + 1));
    }

    @Test
    void whatIsCopiedFromTheSourcesIsThere() throws IOException {
        List<String> sources =
                of("COPY")
                        .filter(line -> !line.contains("--from="))
                        .flatMap(line ->
                                Arrays.stream(line.split(" "))
                                        .filter(word -> !word.startsWith("--")))
                        .filter(word -> word.startsWith("packaging/"))
                        .toList();

        assertThat(sources)
                .hasSize(2)
                .allSatisfy(source -> assertThat(Shell.ROOT.resolve(source)).isRegularFile());
    }

    @Test
    void archiveIsCalledAsItIsMade() throws IOException {
        assertThat(of("COPY").findFirst())
                .hasValue("dist/warren-*-linux-${TARGETARCH}.tar.gz /tmp/");
        assertThat(read("tools/dist")).contains("name=warren-$version-linux-$arch", "$name.tar.gz");
        assertThat(read("packaging/docker/Dockerfile.dockerignore"))
                .contains("!dist/warren-*-linux-*.tar.gz", "!packaging/docker");
    }

    @Test
    void portsAreThoseThatThePagesName() throws IOException {
        String page = read("docs/user/install.md");

        assertThat(of("EXPOSE").flatMap(line -> Arrays.stream(line.split(" "))))
                .containsExactly("5671", "5672", "15671", "15672", "15692")
                .allSatisfy(port -> assertThat(page).contains(port));
    }

    @Test
    void containerRunsAsRabbitMqsImageDoes() throws IOException {
        assertThat(of("ENTRYPOINT")).containsExactly("[\"docker-entrypoint.sh\"]");
        assertThat(of("CMD")).containsExactly("[\"rabbitmq-server\"]");
        assertThat(of("VOLUME")).containsExactly("/var/lib/rabbitmq");
        assertThat(of("ENV"))
                .singleElement()
                .asString()
                .contains("RABBITMQ_DATA_DIR=/var/lib/rabbitmq", "HOME=/var/lib/rabbitmq");
        assertThat(of("RUN")).anyMatch(line -> line.contains("useradd --uid 999"));
        assertThat(of("HEALTHCHECK")).isEmpty();
        assertThat(of("STOPSIGNAL")).isEmpty();
    }

    @Test
    void programsThatTheImagePromisesAreInBin() throws IOException {
        Matcher path = Pattern.compile("PATH=(\\S+):").matcher(read("packaging/docker/Dockerfile"));

        assertThat(path.find()).isTrue();
        assertThat(path.group(1)).isEqualTo("/opt/warren/bin");
        assertThat(
                        List.of(
                                "rabbitmq-server",
                                "rabbitmqctl",
                                "rabbitmq-diagnostics",
                                "rabbitmqadmin"))
                .allSatisfy(program ->
                        assertThat(Shell.ROOT.resolve("bin").resolve(program)).isExecutable());
    }

    @Test
    void defaultsAreKeysThatTheBrokerKnows() throws IOException {
        String keys = read("docs/user/configuration.md");

        assertThat(
                        read("packaging/docker/10-defaults.conf")
                                .lines()
                                .filter(line -> line.contains("=")))
                .containsExactly("loopback_users.guest = false", "log.console = true");
        assertThat(keys).contains("`loopback_users.", "`log.console`");
    }
}
