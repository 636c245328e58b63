package dev.warren.cli.http;

import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where the node of a data directory is asked, and the secret that makes it answer. A node writes
/// them into `admin.token` when it starts; who may read that file may do everything.
///
/// @param path of the data directory
public record NodeFile(Path path) {

    private static final String TOKEN = "admin.token";
    private static final String LOCK = "LOCK";

    /// How the data directory is called in a directory that has other things too.
    private static final String IN_PARENT = "warren";

    private static final Path DEFAULT_DIRECTORY = Path.of("data");

    /// Where the data is when the operating system starts the node.
    private static final Path OF_THE_SERVICE = Path.of("/var/lib/warren");

    /// The address of the API, the secret, and how the node calls itself.
    ///
    /// @param certificate the file with that of the node, where the API is behind TLS
    public record Access(URI base, String token, String node, @Nullable Path certificate) {

        /// Keeps the secret out of whatever prints this.
        @Override
        public String toString() {
            return "Access[" + base + "]";
        }
    }

    /// The directory of `--data-dir`; of the variables that the node knows too; `./data`, or the
    /// service's where there is only that.
    public static NodeFile of(@Nullable String option, Map<String, String> environment) {
        return option == null ? of(environment) : new NodeFile(Path.of(option));
    }

    private static NodeFile of(Map<String, String> environment) {
        String node = environment.getOrDefault("RABBITMQ_NODENAME", "");
        return Stream.of(
                        pathOrNull(environment, "WARREN_DATA_DIR", ""),
                        pathOrNull(environment, "RABBITMQ_MNESIA_DIR", ""),
                        pathOrNull(
                                environment,
                                "RABBITMQ_MNESIA_BASE",
                                node.isEmpty() ? IN_PARENT : node),
                        pathOrNull(environment, "RABBITMQ_DATA_DIR", IN_PARENT))
                .filter(Objects::nonNull)
                .findFirst()
                .map(NodeFile::new)
                .orElseGet(() -> either(DEFAULT_DIRECTORY, OF_THE_SERVICE));
    }

    private static @Nullable Path pathOrNull(
            Map<String, String> environment, String variable, String below) {
        String value = environment.getOrDefault(variable, "");
        return value.isEmpty() ? null : Path.of(value, below);
    }

    /// The first, unless only in the second one there has been a node.
    static NodeFile either(Path first, Path second) {
        boolean isSecond = !Files.exists(first.resolve(LOCK)) && Files.exists(second.resolve(LOCK));
        return new NodeFile(isSecond ? second : first);
    }

    /// Null when no node has written one, or not for this user.
    public @Nullable Access accessOrNull() {
        try {
            return accessOfFileOrNull();
        } catch (IOException | IllegalArgumentException ignoredItIsAnObstacle) {
            return null;
        }
    }

    /// Why a file that is there cannot be read; null when it can, or there is none.
    @Nullable String obstacleOrNull() {
        try {
            Access _ = accessOfFileOrNull();
            return null;
        } catch (AccessDeniedException e) {
            return "this user may not read " + path.resolve(TOKEN);
        } catch (IOException | IllegalArgumentException e) {
            return "cannot read " + path.resolve(TOKEN) + ": " + e.getMessage();
        }
    }

    private @Nullable Access accessOfFileOrNull() throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(path.resolve(TOKEN));
        } catch (NoSuchFileException e) {
            return null;
        }
        return lines.size() < 3
                ? null
                : new Access(
                        URI.create(lines.get(1).strip()),
                        lines.getFirst().strip(),
                        lines.get(2).strip(),
                        lines.size() < 4 ? null : Path.of(lines.get(3).strip()));
    }

    /// The process that has the data directory open, or null.
    public @Nullable ProcessHandle processOrNull() {
        try {
            long pid = Long.parseLong(Files.readString(path.resolve(LOCK)).strip());
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).orElse(null);
        } catch (IOException | NumberFormatException e) {
            return null;
        }
    }
}
