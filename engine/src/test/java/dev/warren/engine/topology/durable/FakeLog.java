package dev.warren.engine.topology.durable;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A log in memory that makes durable what it was given when the test says so, all in one sync.
final class FakeLog implements TopologyLog {

    private final List<byte[]> records = new ArrayList<>();
    private final List<Runnable> late = new ArrayList<>();
    private final boolean isImmediate;
    private boolean hasFailed;

    private FakeLog(boolean isImmediate) {
        this.isImmediate = isImmediate;
    }

    /// Everything is durable before `append` returns.
    static FakeLog immediate() {
        return new FakeLog(true);
    }

    /// Nothing is durable before [#sync].
    static FakeLog late() {
        return new FakeLog(false);
    }

    List<byte[]> records() {
        return records;
    }

    @Override
    public void append(byte[] record, @Nullable Runnable onDurable) {
        records.add(record);
        if (onDurable != null) {
            late.add(onDurable);
        }
        if (isImmediate) {
            sync();
        }
    }

    void sync() {
        List<Runnable> all = List.copyOf(late);
        late.clear();
        if (!hasFailed) {
            all.forEach(Runnable::run);
        }
    }

    void fail() {
        hasFailed = true;
    }
}
