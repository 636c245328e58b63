package dev.warren.conformance.durable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/// The files of a stopped broker's log, for tests that damage them. Of the format it knows where
/// the header of a file has its version; messages are found by their bodies.
final class WalFiles {

    private static final int FORMAT_AT = 8;
    private static final int CRC_AT = 40;
    private static final int RECORD_HEAD_BYTES = 32;

    /// Where the body of a message stands.
    record Place(long id, Path file, int start, int end) {}

    private final Path directory;

    WalFiles(Path data) {
        directory = data.resolve("wal");
    }

    /// All, the oldest first.
    List<Path> all() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".wal")).sorted().toList();
        }
    }

    /// Where the bodies of messages with the ids from 1 to `count` stand, in this order.
    List<Place> find(int count, int size) throws IOException {
        Map<Long, Place> places = new TreeMap<>();
        for (Path file : all()) {
            byte[] bytes = Files.readAllBytes(file);
            ByteBuffer in = ByteBuffer.wrap(bytes);
            for (int at = 0; at + Long.BYTES < bytes.length; at++) {
                long id = bytes[at] == 0 ? in.getLong(at) : 0;
                if (id > 0 && id <= count && isAt(in, at, Bodies.of(id, size))) {
                    places.put(id, new Place(id, file, at, at + Bodies.of(id, size).length));
                }
            }
        }
        if (places.size() != count) {
            throw new IllegalStateException("found only " + places.size() + " messages");
        }
        return List.copyOf(places.values());
    }

    private static boolean isAt(ByteBuffer in, int at, byte[] body) {
        return at + body.length <= in.limit()
                && in.slice(at, body.length).equals(ByteBuffer.wrap(body));
    }

    /// Where the record begins that holds a body: its first field is the distance from there to the
    /// end of the body.
    static int recordOf(Place place) throws IOException {
        ByteBuffer in =
                ByteBuffer.wrap(Files.readAllBytes(place.file())).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = place.start() - RECORD_HEAD_BYTES; at > 0; at--) {
            if (in.getInt(at) == place.end() - at) {
                return at;
            }
        }
        throw new IllegalStateException("no record ends at " + place);
    }

    /// What a loss of power does to a tail: zeros from the offset on.
    static void loseTail(Path file, int from) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate((int) channel.size() - from), from);
        }
    }

    /// What no loss of power does.
    static void truncate(Path file, int size) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(size);
        }
    }

    /// Another value for every bit of a byte.
    static void flip(Path file, long at) throws IOException {
        try (var channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            channel.read(one, at);
            one.put(0, (byte) ~one.get(0)).rewind();
            channel.write(one, at);
        }
    }

    /// Makes it a sound header of another version. Answers which one it was.
    static int setFormat(Path file, int format) throws IOException {
        try (var channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer header =
                    ByteBuffer.allocate(CRC_AT + Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            channel.read(header, 0);
            int before = header.getInt(FORMAT_AT);
            header.putInt(FORMAT_AT, format);
            CRC32C crc = new CRC32C();
            crc.update(header.array(), 0, CRC_AT);
            header.putInt(CRC_AT, (int) crc.getValue()).rewind();
            channel.write(header, 0);
            return before;
        }
    }
}
