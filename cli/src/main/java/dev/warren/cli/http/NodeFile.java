package dev.warren.cli.http;

import dev.warren.cli.line.ExitStatus;
import dev.warren.cli.line.Refused;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where the node of a data directory is asked, and the secret that makes it answer. A node writes
/// them into `admin.token` when it starts; who may read that file may do everything.
///
/// @param path of the data directory
public record NodeFile(Path path) {

    private static final String TOKEN = "admin.token";
    private static final String LOCK = "LOCK";
    private static final String DEFAULT_DIRECTORY = "data";

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

    /// The directory of `--data-dir`, of `WARREN_DATA_DIR`, or `./data`.
    public static NodeFile of(@Nullable String option, Map<String, String> environment) {
        String named = option == null ? environment.get("WARREN_DATA_DIR") : option;
        return new NodeFile(Path.of(named == null || named.isEmpty() ? DEFAULT_DIRECTORY : named));
    }

    /// Null when no node has written one.
    public @Nullable Access accessOrNull() {
        try {
            List<String> lines = Files.readAllLines(path.resolve(TOKEN));
            return lines.size() < 3
                    ? null
                    : new Access(
                            URI.create(lines.get(1).strip()),
                            lines.getFirst().strip(),
                            lines.get(2).strip(),
                            lines.size() < 4 ? null : Path.of(lines.get(3).strip()));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException | IllegalArgumentException e) {
            throw Refused.error(
                    ExitStatus.UNAVAILABLE,
                    "cannot read " + path.resolve(TOKEN) + ": " + e.getMessage());
        }
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
