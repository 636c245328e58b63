package dev.warren.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.server.config.Sources.FileText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is read before a configuration is understood.
class ServerOptionsTest {

    @TempDir private Path directory;
    private Path main;
    private Path parts;

    @BeforeEach
    void write() throws Exception {
        main = Files.writeString(directory.resolve("main.conf"), "main");
        parts = Files.createDirectory(directory.resolve("conf.d"));
        Files.writeString(parts.resolve("20-b.conf"), "b");
        Files.writeString(parts.resolve("10-a.conf"), "a");
        Files.writeString(parts.resolve("notes.txt"), "not read");
    }

    @Test
    void partsFollowTheMainFileInTheOrderOfTheirNames() throws Exception {
        assertThat(texts(main, Map.of("RABBITMQ_CONFIG_FILES", parts.toString())))
                .containsExactly("main", "a", "b");
        assertThat(texts(main, Map.of("RABBITMQ_CONFIG_FILES", parts + "/*.conf")))
                .containsExactly("main", "a", "b");
        assertThat(texts(null, Map.of("RABBITMQ_CONFIG_FILES", parts + "/10-a.conf")))
                .containsExactly("a");
    }

    @Test
    void directoryMayStandForTheMainFile() throws Exception {
        assertThat(texts(parts, Map.of())).containsExactly("a", "b");
    }

    @Test
    void partsThatAreNotThereAreNone() throws Exception {
        assertThat(texts(main, Map.of("RABBITMQ_CONFIG_FILES", directory + "/no/*.conf")))
                .containsExactly("main");
    }

    @Test
    void variableNamesTheMainFileWithOrWithoutItsEnding() throws Exception {
        assertThat(texts(null, Map.of("RABBITMQ_CONFIG_FILE", main.toString())))
                .containsExactly("main");
        assertThat(texts(null, Map.of("RABBITMQ_CONFIG_FILE", directory + "/main")))
                .containsExactly("main");
        assertThat(texts(main, Map.of("RABBITMQ_CONFIG_FILE", "not used"))).containsExactly("main");
    }

    @Test
    void fileOfErlangTermsIsFoundBesideTheMainFile() throws Exception {
        String found = directory.resolve("advanced.config").toString();

        assertThat(advanced(main)).isNull();
        Files.writeString(Path.of(found), "[].");
        assertThat(advanced(main)).isEqualTo(found);
        assertThat(advanced(directory)).isEqualTo(found);
        assertThat(advanced(null)).isNull();
    }

    private static @Nullable String advanced(@Nullable Path config) throws Exception {
        return new ServerOptions(config, List.of(), null)
                .read(Map.of())
                .environment()
                .get("RABBITMQ_ADVANCED_CONFIG_FILE");
    }

    @Test
    void mainFileThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> texts(null, Map.of("RABBITMQ_CONFIG_FILE", "/no/such")))
                .isInstanceOf(StartupException.class)
                .hasMessage("cannot read the configuration /no/such: there is no such file");
    }

    @Test
    void valueMayStandInAFile() throws Exception {
        Path secret = Files.writeString(directory.resolve("pass"), "hunter2\n");

        var sources =
                new ServerOptions(null, List.of(), null)
                        .read(Map.of("RABBITMQ_DEFAULT_PASS_FILE", secret.toString()));

        assertThat(sources.environment()).containsEntry("RABBITMQ_DEFAULT_PASS", "hunter2");
    }

    @Test
    void valueFileThatCannotBeUsedIsRefused() throws Exception {
        Path empty = Files.writeString(directory.resolve("empty"), "\n");

        refused(
                Map.of("RABBITMQ_DEFAULT_USER_FILE", empty.toString()),
                "RABBITMQ_DEFAULT_USER_FILE: " + empty + " is empty");
        refused(
                Map.of(
                        "RABBITMQ_DEFAULT_PASS_FILE",
                        empty.toString(),
                        "RABBITMQ_DEFAULT_PASS",
                        "hunter2"),
                "RABBITMQ_DEFAULT_PASS_FILE: it is set, and so is RABBITMQ_DEFAULT_PASS");
        refused(
                Map.of("RABBITMQ_DEFAULT_PASS_FILE", "/no/such"),
                "RABBITMQ_DEFAULT_PASS_FILE: cannot read java.nio.file.NoSuchFileException: /no/such");
    }

    private static void refused(Map<String, String> environment, String text) {
        assertThatThrownBy(() -> new ServerOptions(null, List.of(), null).read(environment))
                .isInstanceOf(StartupException.class)
                .hasMessage(text);
    }

    private static List<String> texts(@Nullable Path config, Map<String, String> environment)
            throws StartupException {
        return new ServerOptions(config, List.of(), null)
                .read(environment).files().stream().map(FileText::text).toList();
    }
}
