package dev.warren.engine.log;

/// What is wrong with a range of a file: from the offset on, this many bytes. Zero bytes mean all
/// of it.
public record Damage(Kind kind, long file, long offset, long length) {

    /// What has happened.
    public enum Kind {
        /// A file that should be there is not.
        MISSING_FILE,
        /// The first block of a file cannot be read: nothing of it can be used.
        FILE_HEADER,
        /// The index of a sealed file cannot be read. Its records were looked for one by one.
        INDEX,
        /// Records have been damaged after they were durable.
        RECORDS
    }
}
