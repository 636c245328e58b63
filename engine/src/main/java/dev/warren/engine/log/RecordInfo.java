package dev.warren.engine.log;

/// What a record is to one of its owners and where, without its payload.
///
/// The position is the owner's place, and the length is what it takes of its file: of a shared
/// record, this owner's part. The note is what its owners wanted to find in the index. `share`
/// counts the owners of a record: 0 is the one that it was appended for.
public record RecordInfo(
        int type,
        int flags,
        int owner,
        long sequence,
        long note,
        long position,
        int length,
        int share) {

    /// Whether it only settles others: nobody has to settle it.
    public boolean settles() {
        return (flags & RecordFlags.SETTLES) != 0;
    }

    /// Whether it has several owners, or had when it was written.
    public boolean isShared() {
        return (flags & RecordFlags.SHARED) != 0;
    }

    /// Where the record itself begins: the same for all its owners.
    public long recordPosition() {
        return position - ShareEntry.distance(share);
    }
}
