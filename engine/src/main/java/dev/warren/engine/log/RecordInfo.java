package dev.warren.engine.log;

/// What a record is and where, without its payload. The length is what it takes in its file.
public record RecordInfo(int type, int flags, int owner, long sequence, long position, int length) {

    /// Whether it only settles others: nobody has to settle it.
    public boolean settles() {
        return (flags & RecordFlags.SETTLES) != 0;
    }
}
