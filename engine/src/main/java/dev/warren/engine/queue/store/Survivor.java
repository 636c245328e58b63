package dev.warren.engine.queue.store;

import dev.warren.engine.log.LogRecord;
import dev.warren.engine.log.RecordInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A record of an old file that somebody still needs.
///
/// @param record what was read there; null when it cannot be read any more, and for what says
///   nothing but its numbers
/// @param places what it is to each owner that may still need it
public record Survivor(@Nullable LogRecord record, List<RecordInfo> places) {

    public Survivor {
        places = List.copyOf(places);
    }
}
