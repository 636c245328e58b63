package dev.warren.cli.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeFileTest {

    @TempDir Path directory;

    @Test
    void theOptionWinsOverTheEnvironmentOverTheDefault() {
        Map<String, String> environment = Map.of("WARREN_DATA_DIR", "/env");

        assertThat(NodeFile.of("/option", environment).path()).isEqualTo(Path.of("/option"));
        assertThat(NodeFile.of(null, environment).path()).isEqualTo(Path.of("/env"));
        assertThat(NodeFile.of(null, Map.of()).path()).isEqualTo(Path.of("data"));
    }

    @Test
    void variablesOfRabbitMqNameTheDirectoryAsTheyDoForTheNode() {
        assertThat(path(Map.of("RABBITMQ_DATA_DIR", "/d"))).isEqualTo(Path.of("/d/warren"));
        assertThat(path(Map.of("RABBITMQ_DATA_DIR", "/d", "RABBITMQ_MNESIA_BASE", "/b")))
                .isEqualTo(Path.of("/b/warren"));
        assertThat(path(Map.of("RABBITMQ_NODENAME", "n@h", "RABBITMQ_MNESIA_BASE", "/b")))
                .isEqualTo(Path.of("/b/n@h"));
        assertThat(path(Map.of("RABBITMQ_MNESIA_DIR", "/m", "RABBITMQ_MNESIA_BASE", "/b")))
                .isEqualTo(Path.of("/m"));
    }

    private static Path path(Map<String, String> environment) {
        return NodeFile.of(null, environment).path();
    }

    @Test
    void theServicesDirectoryIsUsedWhereThereIsNoneHere() throws IOException {
        Path here = Files.createDirectory(directory.resolve("data"));
        Path service = Files.createDirectory(directory.resolve("service"));
        assertThat(NodeFile.either(here, service).path()).isEqualTo(here);

        Files.writeString(service.resolve("LOCK"), "");
        assertThat(NodeFile.either(here, service).path()).isEqualTo(service);

        Files.writeString(here.resolve("LOCK"), "");
        assertThat(NodeFile.either(here, service).path()).isEqualTo(here);
    }

    @Test
    void tokenAddressAndNameAreThreeLines() throws IOException {
        Files.writeString(
                directory.resolve("admin.token"), "s3cret\nhttp://127.0.0.1:15672\nwarren@vm\n");

        NodeFile.Access access = new NodeFile(directory).accessOrNull();

        assertThat(access)
                .isEqualTo(
                        new NodeFile.Access(
                                URI.create("http://127.0.0.1:15672"), "s3cret", "warren@vm", null));
        assertThat(String.valueOf(access)).doesNotContain("s3cret");
    }

    @Test
    void fourthLineNamesTheCertificateOfTheNode() throws IOException {
        Files.writeString(
                directory.resolve("admin.token"),
                "s3cret\nhttps://127.0.0.1:15671\nwarren@vm\n/etc/warren/cert.pem\n");

        NodeFile.Access access = Objects.requireNonNull(new NodeFile(directory).accessOrNull());

        assertThat(access.certificate()).isEqualTo(Path.of("/etc/warren/cert.pem"));
    }

    @Test
    void thereIsNoAccessWithoutTheWholeFile() throws IOException {
        assertThat(new NodeFile(directory).accessOrNull()).isNull();

        Files.writeString(directory.resolve("admin.token"), "s3cret\n");

        assertThat(new NodeFile(directory).accessOrNull()).isNull();
    }

    @Test
    void aFileThatCannotBeReadIsAnObstacle() throws IOException {
        assertThat(new NodeFile(directory).obstacleOrNull()).isNull();

        Files.createDirectory(directory.resolve("admin.token"));

        assertThat(new NodeFile(directory).accessOrNull()).isNull();
        assertThat(new NodeFile(directory).obstacleOrNull())
                .startsWith("cannot read " + directory.resolve("admin.token"));
    }

    @Test
    void theProcessIsThatOfTheLockFile() throws IOException {
        assertThat(new NodeFile(directory).processOrNull()).isNull();

        Files.writeString(directory.resolve("LOCK"), ProcessHandle.current().pid() + "\n");

        assertThat(new NodeFile(directory).processOrNull()).isEqualTo(ProcessHandle.current());
    }

    @Test
    void slashesOfNamesArePartOfThem() {
        assertThat(Api.path("queues", "/", "a b+c/d?"))
                .isEqualTo("/api/queues/%2F/a%20b%2Bc%2Fd%3F");
    }
}
