package dev.warren.cli.command;

import java.nio.charset.StandardCharsets;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.Checksum;

/// Numbers for connections and channels in the shape of RabbitMQ's process ids, because scripts
/// take them from one command to the next. Made from the name, which says both ends, so that nobody
/// has to remember them.
final class Pids {

    private Pids() {}

    static String of(String node, String name) {
        return "<%s.%d.%d.0>".formatted(node, sum(new CRC32(), name), sum(new Adler32(), name));
    }

    private static long sum(Checksum checksum, String name) {
        checksum.update(name.getBytes(StandardCharsets.UTF_8));
        return checksum.getValue();
    }
}
