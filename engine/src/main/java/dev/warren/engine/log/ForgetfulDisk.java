package dev.warren.engine.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/// A directory for what need not survive: nothing is synced, files take room only as they are
/// written, and what lies there at the start is deleted.
final class ForgetfulDisk implements Disk {

    private final Disk disk;

    private ForgetfulDisk(Disk disk) {
        this.disk = disk;
    }

    static ForgetfulDisk cleared(Disk disk) throws IOException {
        for (String name : disk.list()) {
            disk.delete(name);
        }
        return new ForgetfulDisk(disk);
    }

    @Override
    public DiskFile create(String name, long sizeBytes) throws IOException {
        return new Unsynced(disk.createSparse(name, sizeBytes));
    }

    @Override
    public DiskFile createSparse(String name, long sizeBytes) throws IOException {
        return create(name, sizeBytes);
    }

    @Override
    public DiskFile open(String name) throws IOException {
        return new Unsynced(disk.open(name));
    }

    @Override
    public List<String> list() throws IOException {
        return disk.list();
    }

    @Override
    public void delete(String name) throws IOException {
        disk.delete(name);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        disk.rename(from, to);
    }

    @Override
    public void syncDirectory() {}

    private record Unsynced(DiskFile file) implements DiskFile {

        @Override
        public long sizeBytes() throws IOException {
            return file.sizeBytes();
        }

        @Override
        public void write(ByteBuffer from, long offset) throws IOException {
            file.write(from, offset);
        }

        @Override
        public void read(ByteBuffer into, long offset) throws IOException {
            file.read(into, offset);
        }

        @Override
        public void truncate(long sizeBytes) throws IOException {
            file.truncate(sizeBytes);
        }

        @Override
        public void sync() {}

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
