package dev.warren.server.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The file by which the command line finds a running node and is let in: the secret, the address
/// of the HTTP API, the name of the node, a line each; where that is behind TLS, a fourth one with
/// the file of its certificate. Only the owner may read it.
///
/// It means nothing after the process has ended, so it is replaced at once, but not synced.
public final class AdminFile {

    private static final String NAME = "admin.token";

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path file;
    private final String token;
    private final String node;

    /// @param directory the open data directory
    public AdminFile(Path directory, String token, String node) {
        this.file = directory.resolve(NAME);
        this.token = token;
        this.node = node;
    }

    /// A reader sees this or what was there before.
    ///
    /// @param address `http://127.0.0.1:15672`
    /// @param certificate by which the node shows itself there; null without TLS
    public void write(String address, @Nullable Path certificate) throws IOException {
        List<String> lines = new ArrayList<>(List.of(token, address, node));
        if (certificate != null) {
            lines.add(certificate.toAbsolutePath().toString());
        }
        Path fresh = file.resolveSibling(NAME + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, OWNER_ONLY);
        Files.writeString(fresh, String.join("\n", lines) + "\n");
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Nobody listens any more.
    public void remove() throws IOException {
        Files.deleteIfExists(file);
    }
}
