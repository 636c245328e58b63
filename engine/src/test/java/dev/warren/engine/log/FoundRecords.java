package dev.warren.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a recovery has shown to the model.
final class FoundRecords implements RecoveryVisitor {
    final List<RecordInfo> messages = new ArrayList<>();
    final Map<Long, byte[]> contents = new HashMap<>();
    final Set<Long> acked = new HashSet<>();
    final List<Damage> damages = new ArrayList<>();

    @Override
    public void record(RecordInfo record, PayloadSource payload) throws IOException {
        if (record.type() == LogModel.ACK) {
            acked.add(LogModel.key(record.owner(), record.sequence()));
        } else {
            messages.add(record);
            LogRecord read = payload.read();
            assertThat(read.info()).isEqualTo(record);
            contents.put(record.position(), read.content());
        }
    }

    @Override
    public void damaged(Damage damage) {
        damages.add(damage);
    }
}
