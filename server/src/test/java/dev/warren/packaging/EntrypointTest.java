package dev.warren.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.packaging.Shell.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script that a container runs, with the programs it calls replaced by ones that say how they
/// were called.
final class EntrypointTest {

    private static final String SAYS_ITS_VARIABLES =
            "echo \"${0##*/}($*)\" file=${RABBITMQ_CONFIG_FILE:-} files=${RABBITMQ_CONFIG_FILES:-}"
                    + " long=${RABBITMQ_USE_LONGNAME:-}";

    @TempDir private Path root;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void furnish() throws IOException {
        Files.createDirectories(root.resolve("etc/conf.d"));
        for (String program : List.of("rabbitmq-server", "rabbitmqctl", "python")) {
            program(program, SAYS_ITS_VARIABLES);
        }
        program("id", "echo ${FAKE_UID:-999}");
        program("hostname", "echo ${FAKE_HOST:-hare}");
        program("find", "echo \"find($*)\"");
        program("setpriv", "echo \"setpriv($1 $2 $3)\"; shift 3; FAKE_UID=999 exec \"$@\"");
        environment.put("PATH", root.resolve("bin") + ":/usr/bin:/bin");
        environment.put("CONFIGURATION_DIR", root.resolve("etc").toString());
    }

    private void program(String name, String text) throws IOException {
        Shell.script(root.resolve("bin").resolve(name), text);
    }

    private Ended run(String... words) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Shell.ROOT
                                        .resolve("packaging/docker/docker-entrypoint.sh")
                                        .toString()));
        command.addAll(List.of(words));
        return Shell.run(command, environment);
    }

    private String files() {
        return root.resolve("etc/conf.d").toString();
    }

    @Test
    void serverIsToldWhereItsConfigurationIs() throws Exception {
        assertThat(run("rabbitmq-server"))
                .isEqualTo(new Ended(0, "rabbitmq-server() file= files=" + files() + " long=\n"));
    }

    @Test
    void configurationFileIsUsedWhereThereIsOne() throws Exception {
        Path file = Files.createFile(root.resolve("etc/rabbitmq.conf"));

        assertThat(run("rabbitmq-server").text()).contains(" file=" + file + " ");
    }

    @Test
    void whatTheUserSaysStays() throws Exception {
        Files.createFile(root.resolve("etc/rabbitmq.conf"));
        environment.put("RABBITMQ_CONFIG_FILE", "/mine.conf");
        environment.put("RABBITMQ_CONFIG_FILES", "/mine.d");
        environment.put("FAKE_HOST", "hare.wood.example");
        environment.put("RABBITMQ_USE_LONGNAME", "false");

        assertThat(run("rabbitmq-server").text())
                .isEqualTo("rabbitmq-server() file=/mine.conf files=/mine.d long=false\n");
    }

    @Test
    void hostWithADomainMakesALongName() throws Exception {
        environment.put("FAKE_HOST", "hare.wood.example");

        assertThat(run("rabbitmq-server").text()).endsWith(" long=true\n");
    }

    @Test
    void optionsAloneAreForTheServer() throws Exception {
        assertThat(run("-detached").text()).startsWith("rabbitmq-server(-detached) ");
    }

    @Test
    void rootHandsTheVolumeOverAndIsRootNoMore() throws Exception {
        environment.put("FAKE_UID", "0");
        environment.put("RABBITMQ_DATA_DIR", "/volume");

        assertThat(run("rabbitmq-server").text().lines())
                .containsExactly(
                        "find(/volume ! -user rabbitmq -exec chown rabbitmq {} +)",
                        "setpriv(--reuid=rabbitmq --regid=rabbitmq --init-groups)",
                        "rabbitmq-server() file= files=" + files() + " long=");
    }

    @Test
    void commandLineOfRootRunsAsTheBrokersUserAndLeavesTheVolumeAlone() throws Exception {
        environment.put("FAKE_UID", "0");

        assertThat(run("rabbitmqctl", "status").text().lines())
                .containsExactly(
                        "setpriv(--reuid=rabbitmq --regid=rabbitmq --init-groups)",
                        "rabbitmqctl(status) file= files= long=");
    }

    @Test
    void anyOtherCommandRunsAsItIs() throws Exception {
        environment.put("FAKE_UID", "0");

        assertThat(run("python", "-c", "a b"))
                .isEqualTo(new Ended(0, "python(-c a b) file= files= long=\n"));
    }

    @Test
    void variablesThatRabbitMqsImageRefusesAreRefused() throws Exception {
        environment.put("RABBITMQ_SSL_CERTFILE", "/secret.pem");
        environment.put("RABBITMQ_VM_MEMORY_HIGH_WATERMARK", "0.5");

        Ended ended = run("rabbitmq-server");

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.text().lines())
                .hasSize(2)
                .allMatch(
                        line -> line.endsWith("use a file in " + root.resolve("etc") + "/conf.d"));
        assertThat(ended.text()).doesNotContain("/secret.pem");
    }
}
