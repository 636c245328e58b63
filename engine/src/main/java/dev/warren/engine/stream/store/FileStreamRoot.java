package dev.warren.engine.stream.store;

import dev.warren.engine.log.Disk;
import dev.warren.engine.log.FileDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Directories of the operating system, named by the number of the stream.
public final class FileStreamRoot implements StreamRoot {

    /// At a start the last segment of each stream is synced: they wait for the disk together.
    private static final int READERS = 8;

    private final Path root;

    /// The directory is made for the first stream: a node without streams waits for no disk.
    public FileStreamRoot(Path root) {
        this.root = root;
    }

    @Override
    public Disk directory(long stream) throws IOException {
        Path parent = root.getParent();
        if (parent != null) {
            durable(parent, root);
        }
        return durable(root, root.resolve(Long.toString(stream)));
    }

    /// Makes a directory if it is missing, and its name durable in the one above.
    private static FileDisk durable(Path parent, Path path) throws IOException {
        boolean isNew = !Files.exists(path);
        FileDisk disk = new FileDisk(path);
        if (isNew) {
            new FileDisk(parent).syncDirectory();
        }
        return disk;
    }

    @Override
    public List<Long> streams() throws IOException {
        if (!Files.exists(root)) {
            return List.of();
        }
        return new FileDisk(root)
                .list().stream()
                        .filter(name -> name.matches("[1-9][0-9]{0,18}"))
                        .map(Long::valueOf)
                        .toList();
    }

    @Override
    public int readers() {
        return READERS;
    }

    @Override
    public void delete(long stream) throws IOException {
        Path path = root.resolve(Long.toString(stream));
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(path);
        new FileDisk(root).syncDirectory();
    }
}
