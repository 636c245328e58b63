package dev.warren.server.data;

import dev.warren.server.data.DataDirectoryResult.Foreign;
import dev.warren.server.data.DataDirectoryResult.Locked;
import dev.warren.server.data.DataDirectoryResult.Opened;
import dev.warren.server.data.DataDirectoryResult.TooNew;
import dev.warren.server.data.DataDirectoryResult.Unusable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An open data directory: this process, and no other, may write in it until [#close].
///
/// ```
/// absent or empty   -> made, locked, node.id written          Opened
/// has node.id       -> format checked, locked                 Opened, TooNew or Locked
/// anything else     -> left alone                             Foreign
/// ```
public final class DataDirectory implements AutoCloseable {

    private static final String NODE_ID = "node.id";
    private static final String LOCK = "LOCK";

    /// What may lie in a directory that nobody has used: the remains of a first start that was cut
    /// short, and what a fresh file system brings.
    private static final Set<String> NOTHING_YET = Set.of(LOCK, NODE_ID + ".new", "lost+found");

    private final Path path;
    private final NodeId id;
    private final LockFile lock;

    private DataDirectory(Path path, NodeId id, LockFile lock) {
        this.path = path;
        this.id = id;
        this.lock = lock;
    }

    /// Opens the directory, making it if need be; a new one gets its identity from `uuids`.
    public static DataDirectoryResult open(Path directory, Supplier<UUID> uuids) {
        Path path = directory.toAbsolutePath().normalize();
        try {
            DataDirectoryResult.Refused refusal = refusalOrNull(path);
            return refusal == null ? lock(path, uuids) : refusal;
        } catch (FileSystemException e) {
            return new Unusable(path, reason(e));
        } catch (IOException e) {
            return new Unusable(path, String.valueOf(e.getMessage()));
        }
    }

    private static DataDirectoryResult.@Nullable Refused refusalOrNull(Path path)
            throws IOException {
        if (!Files.exists(path)) {
            return null;
        }
        if (!Files.isDirectory(path)) {
            return new Foreign(path, "it is a file");
        }
        Path file = path.resolve(NODE_ID);
        if (!Files.exists(file)) {
            String stranger = strangerOrNull(path);
            return stranger == null
                    ? null
                    : new Foreign(path, "it holds '" + stranger + "' and has no " + NODE_ID);
        }
        NodeId id = NodeId.parseOrNull(Files.readString(file));
        if (id == null) {
            return new Foreign(path, "its " + NODE_ID + " is not one that Warren writes");
        }
        return id.format() > NodeId.FORMAT ? new TooNew(path, id.format()) : null;
    }

    private static @Nullable String strangerOrNull(Path path) throws IOException {
        try (Stream<Path> entries = Files.list(path)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> !NOTHING_YET.contains(name))
                    .sorted()
                    .findFirst()
                    .orElse(null);
        }
    }

    private static DataDirectoryResult lock(Path path, Supplier<UUID> uuids) throws IOException {
        DurableFiles.createDirectories(path);
        Path file = path.resolve(LOCK);
        LockFile lock = LockFile.takeOrNull(file);
        if (lock == null) {
            return new Locked(path, LockFile.holderOrNull(file));
        }
        try {
            var opened = new Opened(new DataDirectory(path, identity(path, uuids), lock));
            lock.sign();
            return opened;
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    /// Under the lock, so that of two first starts one writes and the other reads.
    private static NodeId identity(Path path, Supplier<UUID> uuids) throws IOException {
        Path file = path.resolve(NODE_ID);
        if (!Files.exists(file)) {
            DurableFiles.write(file, new NodeId(NodeId.FORMAT, uuids.get()).text());
        }
        NodeId id = NodeId.parseOrNull(Files.readString(file));
        if (id == null) {
            throw new IOException(NODE_ID + " changed while it was opened");
        }
        return id;
    }

    private static String reason(FileSystemException e) {
        String why = e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
        return e.getFile() + ": " + why;
    }

    public Path path() {
        return path;
    }

    public NodeId id() {
        return id;
    }

    /// Lets the next process have it. The lock file stays: removing it would let two processes lock
    /// two files.
    @Override
    public void close() {
        lock.close();
    }
}
