package dev.warren.engine.topology.durable;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// The records of a snapshot in one: each with its length (4) before it. For one use.
public final class SnapshotBytes {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int count;

    void add(byte[] record) {
        count++;
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(record.length).array());
        out.writeBytes(record);
    }

    int count() {
        return count;
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    /// The records again. Throws [TopologyFormatException] when it does not end with one.
    public static List<byte[]> records(byte[] snapshot) {
        ByteBuffer in = ByteBuffer.wrap(snapshot);
        List<byte[]> records = new ArrayList<>();
        while (in.hasRemaining()) {
            int length = in.remaining() < Integer.BYTES ? -1 : in.getInt();
            if (length < 0 || length > in.remaining()) {
                throw new TopologyFormatException("a snapshot of the topology is cut off");
            }
            byte[] record = new byte[length];
            in.get(record);
            records.add(record);
        }
        return records;
    }
}
