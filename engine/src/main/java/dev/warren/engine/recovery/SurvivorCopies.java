package dev.warren.engine.recovery;

import dev.warren.engine.lane.Lane;
import dev.warren.engine.log.LogReader;
import dev.warren.engine.log.LogRecord;
import dev.warren.engine.log.ReadResults;
import dev.warren.engine.log.RecordInfo;
import dev.warren.engine.queue.store.LogStores;
import dev.warren.engine.queue.store.StoreRecords;
import dev.warren.engine.queue.store.Survivor;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads what is alive in an old file, each record once, and has the lanes append it again. On a
/// background thread of the log.
final class SurvivorCopies {

    private static final Logger logger = LoggerFactory.getLogger("warren.store");

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
        List<List<RecordInfo>> messages = new ArrayList<>();
        for (int from = 0; from < alive.size(); ) {
            int to = from + 1;
            long record = alive.get(from).recordPosition();
            while (to < alive.size() && alive.get(to).recordPosition() == record) {
                to++;
            }
            int type = alive.get(from).type();
            if (type == StoreRecords.MESSAGE || type == StoreRecords.KEYS) {
                messages.add(alive.subList(from, to));
            } else if (type == StoreRecords.MARK || type == StoreRecords.FAILED) {
                survivors.add(new Survivor(null, alive.subList(from, to)));
            }
            from = to;
        }
        read(messages, survivors);
        for (int i = 0; i < lanes.size(); i++) {
            LogStores own = stores.get(i);
            lanes.get(i).execute(() -> own.copyForward(survivors, isSpilled));
        }
    }

    /// What has gone meanwhile is left out; what the disk does not give now is asked for again.
    private void read(List<List<RecordInfo>> messages, List<Survivor> survivors) {
        long[] positions =
                messages.stream().mapToLong(places -> places.getFirst().position()).toArray();
        reader.bulk()
                .readAll(
                        positions,
                        positions.length,
                        new ReadResults() {
                            @Override
                            public void found(int index, LogRecord record) {
                                survivors.add(new Survivor(record, messages.get(index)));
                            }

                            @Override
                            public void missed(int index, Miss why) {
                                if (why == Miss.DAMAGED) {
                                    survivors.add(new Survivor(null, messages.get(index)));
                                } else if (why == Miss.FAILED) {
                                    logger.error("a file of the log cannot be read just now");
                                }
                            }
                        });
    }
}
