package dev.warren.engine.log;

import java.util.List;

/// The owner of the log's records: keeps alive what an old file still holds.
@FunctionalInterface
public interface Survivors {

    Survivors NONE = _ -> {};

    /// Asks to append these again, as they are, and to settle the old positions once the copies are
    /// placed. What has been settled or copied meanwhile is left out.
    ///
    /// Called on a background thread, a limited number of bytes at a time, and again after a while
    /// for what is still alive.
    void copyForward(List<RecordInfo> alive);
}
