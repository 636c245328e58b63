package dev.warren.engine.recovery;

import dev.warren.engine.lane.Lane;
import dev.warren.engine.log.DamagedRecordException;
import dev.warren.engine.log.LogReader;
import dev.warren.engine.log.LogRecord;
import dev.warren.engine.log.RecordInfo;
import dev.warren.engine.queue.store.LogStores;
import dev.warren.engine.queue.store.StoreRecords;
import dev.warren.engine.queue.store.Survivor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads what is alive in an old file, each record once, and has the lanes append it again. On a
/// background thread of the log.
final class SurvivorCopies {

    private final LogReader reader;
    private final List<? extends Lane> lanes;
    private final List<LogStores> stores;
    private final boolean isSpilled;

    SurvivorCopies(
            LogReader reader,
            List<? extends Lane> lanes,
            List<LogStores> stores,
            boolean isSpilled) {
        this.reader = reader;
        this.lanes = lanes;
        this.stores = stores;
        this.isSpilled = isSpilled;
    }

    void copyForward(List<RecordInfo> alive) {
        List<Survivor> survivors = new ArrayList<>();
        for (int from = 0; from < alive.size(); ) {
            int to = from + 1;
            long record = alive.get(from).recordPosition();
            while (to < alive.size() && alive.get(to).recordPosition() == record) {
                to++;
            }
            RecordInfo first = alive.get(from);
            if (first.type() == StoreRecords.MESSAGE) {
                survivors.add(new Survivor(readOrNull(first), alive.subList(from, to)));
            } else if (first.type() == StoreRecords.MARK) {
                survivors.add(new Survivor(null, alive.subList(from, to)));
            }
            from = to;
        }
        for (int i = 0; i < lanes.size(); i++) {
            LogStores own = stores.get(i);
            lanes.get(i).execute(() -> own.copyForward(survivors, isSpilled));
        }
    }

    private @Nullable LogRecord readOrNull(RecordInfo info) {
        try {
            return reader.read(info.position());
        } catch (DamagedRecordException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("what is alive in an old file cannot be read", e);
        }
    }
}
