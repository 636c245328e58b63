package dev.warren.engine.queue.home;

import dev.warren.codec.value.Bytes;
import dev.warren.engine.lane.Lane;
import dev.warren.engine.lane.TurnPhase;
import java.util.ArrayList;
import java.util.List;

/// A command log in memory that commits a turn's proposals as one batch, by way of another lane.
final class MemoryCommandLog implements CommandLog {

    private final Lane lane;
    private final Lane disk;
    private final List<Bytes> records = new ArrayList<>();
    private List<Runnable> batch = new ArrayList<>();

    MemoryCommandLog(Lane lane, Lane disk) {
        this.lane = lane;
        this.disk = disk;
    }

    List<Bytes> records() {
        return records;
    }

    @Override
    public void propose(Bytes record, Runnable apply) {
        records.add(record);
        if (batch.isEmpty()) {
            lane.atTurnEnd(TurnPhase.COMMIT, this::commit);
        }
        batch.add(apply);
    }

    private void commit() {
        List<Runnable> committed = batch;
        batch = new ArrayList<>();
        disk.execute(() -> lane.execute(() -> committed.forEach(Runnable::run)));
    }
}
