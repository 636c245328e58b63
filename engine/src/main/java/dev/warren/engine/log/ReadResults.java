package dev.warren.engine.log;

/// Takes what a [BulkReader] has found, in the order of the positions.
public interface ReadResults {

    /// Why there is no record.
    enum Miss {
        /// What stands there is not what was written.
        DAMAGED,
        /// The file has been retired: whoever owned the record has settled it.
        GONE,
        /// The disk does not answer. It may do so another time.
        FAILED
    }

    /// The record at the position with this index.
    void found(int index, LogRecord record);

    void missed(int index, Miss why);
}
