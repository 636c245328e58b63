package dev.warren.engine.recovery;

import dev.warren.engine.log.Damage;
import dev.warren.engine.log.Disk;
import dev.warren.engine.log.Log;
import dev.warren.engine.log.LogOptions;
import dev.warren.engine.log.RecordInfo;
import dev.warren.engine.log.RecoveryVisitor;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/// Counts the records of a type that a log holds more than once.
final class StorageCopies implements RecoveryVisitor {

    private record Name(int owner, long sequence) {}

    private final Set<Name> seen = new HashSet<>();
    private final int type;
    private long copies;

    private StorageCopies(int type) {
        this.type = type;
    }

    static long count(Disk disk, LogOptions options, int type) throws IOException {
        StorageCopies counted = new StorageCopies(type);
        Log.recover(disk, options, counted);
        return counted.copies;
    }

    @Override
    public void record(RecordInfo record, PayloadSource payload) {
        if (record.type() == type && !seen.add(new Name(record.owner(), record.sequence()))) {
            copies++;
        }
    }

    @Override
    public void damaged(Damage damage) {}
}
