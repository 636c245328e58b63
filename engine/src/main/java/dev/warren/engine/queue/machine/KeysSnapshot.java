package dev.warren.engine.queue.machine;

import dev.warren.engine.dedup.Duplicates;
import dev.warren.engine.queue.data.ByteReader;
import dev.warren.engine.queue.data.ByteWriter;
import org.jspecify.annotations.Nullable;

/// The keys that a queue knows to be taken, in its snapshot.
final class KeysSnapshot {

    private KeysSnapshot() {}

    static void write(@Nullable Duplicates duplicates, ByteWriter out) {
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

    static void read(QueueMachine machine, ByteReader in) {
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            machine.duplicates()
                    .restore(in.readLong(), in.readLong(), in.readLong(), in.readLong());
        }
    }
}
