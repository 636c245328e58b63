package dev.warren.engine.topology.durable;

import dev.warren.codec.value.AmqpException;
import dev.warren.engine.topology.TopologyCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/// Commands as the bytes of one record, and back. Names and tables keep every byte.
///
/// ```
///   version (1) | kind (1) | fields | kind (1) | fields ...
/// ```
///
/// A record is one decision, so that it is kept as a whole or not at all. A new version may add
/// commands, and fields behind the old ones; it reads all that older ones wrote. What a newer one
/// wrote is refused, because passing over what is not understood would be another topology.
public final class TopologyCodec {

    static final int VERSION = 1;

    private TopologyCodec() {}

    /// Throws [IllegalArgumentException] when reading would not give the same again, as with a text
    /// that is not Unicode or a table nested too deep: better refused now than lost, or a node that
    /// cannot start.
    public static byte[] encode(List<TopologyCommand> commands) {
        RecordWriter out = new RecordWriter();
        out.uint8(VERSION);
        commands.forEach(new CommandEncoder(out)::write);
        byte[] record = out.bytes();
        requireReadable(record, commands);
        return record;
    }

    private static void requireReadable(byte[] record, List<TopologyCommand> commands) {
        try {
            if (decode(record).equals(commands)) {
                return;
            }
        } catch (TopologyFormatException e) {
            throw new IllegalArgumentException("cannot be written: " + commands, e);
        }
        throw new IllegalArgumentException("is not the same when written: " + commands);
    }

    /// Throws [TopologyFormatException], and nothing else, when the bytes are not a record that
    /// this version can read.
    public static List<TopologyCommand> decode(byte[] record) {
        RecordReader in = new RecordReader(record);
        requireKnown(in, in.uint8());
        CommandDecoder decoder = new CommandDecoder(in);
        List<TopologyCommand> commands = new ArrayList<>();
        try {
            while (!in.isAtEnd()) {
                commands.add(decoder.read());
            }
        } catch (AmqpException | PatternSyntaxException badTableOrPattern) {
            throw in.malformed("is broken", badTableOrPattern);
        }
        return commands;
    }

    private static void requireKnown(RecordReader in, int version) {
        if (version == 0) {
            throw in.malformed("has version 0");
        }
        if (version > VERSION) {
            throw new TopologyFormatException(
                    "a record of the topology was written by a newer Warren: it has version "
                            + version
                            + ", this one reads up to "
                            + VERSION);
        }
    }
}
