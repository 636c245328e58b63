package dev.warren.engine.queue.machine;

import dev.warren.engine.dedup.Duplicates;
import dev.warren.engine.queue.data.ByteReader;
import dev.warren.engine.queue.data.ByteWriter;

/// The keys that a queue knows to be taken, in its snapshot.
final class KeysSnapshot {

    private KeysSnapshot() {}

    static void write(MachineKeys keys, ByteWriter out) {
        Duplicates duplicates = keys.orNull();
        int[] count = new int[1];
        if (duplicates != null) {
            duplicates.forEach((_, _, _, _) -> count[0]++);
        }
        out.writeInt(count[0]);
        if (duplicates != null) {
            duplicates.forEach((scope, high, low, until) ->
                    out.writeLong(scope).writeLong(high).writeLong(low).writeLong(until));
        }
    }

    static void read(MachineKeys keys, ByteReader in) {
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            keys.restore(in.readLong(), in.readLong(), in.readLong(), in.readLong());
        }
    }
}
