package dev.warren.engine.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/// A directory of the operating system.
public final class FileDisk implements Disk {

    private static final int FILL_BYTES = 1 << 20;
    private static final int READERS = 2;

    /// The JDK keeps a direct buffer of this size for each thread that reads into an array.
    private static final int READ_BYTES_MAX = 1 << 20;

    private final Path directory;

    /// Makes the directory if it is missing.
    public FileDisk(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
    }

    @Override
    public DiskFile create(String name, long sizeBytes) throws IOException {
        FileChannel channel = emptyFile(name);
        try {
            fill(channel, sizeBytes);
            channel.force(true);
            return new File(channel);
        } catch (IOException e) {
            channel.close();
            Files.deleteIfExists(directory.resolve(name));
            throw e;
        }
    }

    @Override
    public DiskFile createSparse(String name, long sizeBytes) throws IOException {
        FileChannel channel = emptyFile(name);
        channel.write(ByteBuffer.allocate(1), sizeBytes - 1);
        return new File(channel);
    }

    private FileChannel emptyFile(String name) throws IOException {
        return FileChannel.open(
                directory.resolve(name),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING);
    }

    private static void fill(FileChannel channel, long sizeBytes) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocateDirect((int) Math.min(FILL_BYTES, sizeBytes));
        for (long at = 0; at < sizeBytes; ) {
            zeros.clear().limit((int) Math.min(zeros.capacity(), sizeBytes - at));
            at += channel.write(zeros, at);
        }
    }

    @Override
    public DiskFile open(String name) throws IOException {
        return new File(
                FileChannel.open(
                        directory.resolve(name),
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE));
    }

    @Override
    public List<String> list() throws IOException {
        try (Stream<Path> paths = Files.list(directory)) {
            return paths.map(path -> String.valueOf(path.getFileName())).toList();
        }
    }

    @Override
    public void delete(String name) throws IOException {
        Files.delete(directory.resolve(name));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(directory.resolve(from), directory.resolve(to), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public int readers() {
        return READERS;
    }

    @Override
    public void syncDirectory() throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private record File(FileChannel channel) implements DiskFile {

        @Override
        public long sizeBytes() throws IOException {
            return channel.size();
        }

        @Override
        public void write(ByteBuffer from, long offset) throws IOException {
            try {
                for (long at = offset; from.hasRemaining(); ) {
                    at += channel.write(from, at);
                }
            } catch (IOException e) {
                throw FullDisk.named(e);
            }
        }

        @Override
        public void read(ByteBuffer into, long offset) throws IOException {
            int limit = into.limit();
            int count = 0;
            for (long at = offset; into.position() < limit && count >= 0; at += count) {
                into.limit(Math.min(limit, into.position() + READ_BYTES_MAX));
                count = channel.read(into, at);
            }
            into.limit(limit);
        }

        @Override
        public void truncate(long sizeBytes) throws IOException {
            channel.truncate(sizeBytes);
        }

        @Override
        public void sync() throws IOException {
            channel.force(false);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
