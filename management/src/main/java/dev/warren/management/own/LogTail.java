package dev.warren.management.own;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Reads whole lines from a file that grows, and never more than a part of it.
final class LogTail {

    /// How much of a file is read at once.
    static final int BYTES_MAX = 1 << 20;

    static final int LINES_MAX = 10_000;

    /// Lines, and the offset behind them.
    record Part(List<String> lines, long next) {}

    private LogTail() {}

    /// The last lines of a file, fewer where they are longer than what is read at once.
    static Part lastLines(Path file, int count) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long size = channel.size();
            long from = Math.max(0, size - BYTES_MAX);
            Part all = read(channel, from);
            List<String> lines = all.lines();
            int whole = from > 0 && !lines.isEmpty() ? 1 : 0;
            int first = Math.max(whole, lines.size() - count);
            return new Part(lines.subList(first, lines.size()), all.next());
        }
    }

    /// The lines behind an offset, as many as are read at once. From the beginning where the file
    /// has become shorter than that: then it is another one.
    static Part linesFrom(Path file, long offset) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            return read(channel, offset > channel.size() ? 0 : offset);
        }
    }

    private static Part read(SeekableByteChannel channel, long from) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.clamp(channel.size() - from, 0, BYTES_MAX));
        channel.position(from);
        int count = 0;
        while (bytes.hasRemaining() && count >= 0) {
            count = channel.read(bytes);
        }
        int end = endOfLines(bytes);
        String text = new String(bytes.array(), 0, end, UTF_8);
        return new Part(text.lines().toList(), from + end);
    }

    /// Behind the last line feed; or all, where there is none and no room for one.
    private static int endOfLines(ByteBuffer bytes) {
        int end = bytes.position();
        while (end > 0 && bytes.get(end - 1) != '\n') {
            end--;
        }
        return end == 0 && bytes.position() == BYTES_MAX ? BYTES_MAX : end;
    }
}
