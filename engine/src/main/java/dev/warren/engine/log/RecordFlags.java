package dev.warren.engine.log;

/// The flags that the log itself understands. The lower five bits belong to whoever appends.
public final class RecordFlags {

    /// The record only says that others are settled (an ack, a purge). It is never alive by itself:
    /// what it says holds as long as there is a file that needs it.
    public static final int SETTLES = 0x80;

    /// The record may pass those that wait because the disk is full, and may use the reserve.
    ///
    /// Only for a record that refers to nothing but records that have been placed: what settles
    /// must stay behind what it settles.
    public static final int URGENT = 0x40;

    /// The record has several owners. The log sets it by itself and takes it away from what is
    /// appended.
    public static final int SHARED = 0x20;

    /// Types from here on belong to the log.
    public static final int OWN_TYPES = 0xF0;

    private RecordFlags() {}
}
