package dev.warren.engine.recovery;

import dev.warren.engine.log.Damage;
import dev.warren.engine.log.Disk;
import dev.warren.engine.log.Log;
import dev.warren.engine.log.LogOptions;
import dev.warren.engine.log.RecordInfo;
import dev.warren.engine.log.RecoveryVisitor;
import dev.warren.engine.queue.store.StoreRecords;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/// Counts the messages that a log holds more than once.
final class StorageCopies implements RecoveryVisitor {

    private record Name(int owner, long sequence) {}

    private final Set<Name> seen = new HashSet<>();
    private long copies;

    static long count(Disk disk, LogOptions options) throws IOException {
        StorageCopies counted = new StorageCopies();
        Log.recover(disk, options, counted);
        return counted.copies;
    }

    @Override
    public void record(RecordInfo record, PayloadSource payload) {
        if (record.type() == StoreRecords.MESSAGE
                && !seen.add(new Name(record.owner(), record.sequence()))) {
            copies++;
        }
    }

    @Override
    public void damaged(Damage damage) {}
}
