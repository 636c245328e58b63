package dev.warren.engine.log;

import java.nio.ByteBuffer;

/// The further owners of a record that is being read. Owned by one reader, for one record after the
/// other.
final class Shares {

    private final ShareEntry entry = new ShareEntry();
    private final int[] owners = new int[ShareEntry.OWNERS_MAX];
    private final long[] sequences = new long[ShareEntry.OWNERS_MAX];
    private int count;

    /// How many there are besides the first.
    int count() {
        return count;
    }

    /// Takes the entries behind a header that stands, with all of its record, at an index of a
    /// buffer. False when one of them is not sound.
    boolean decode(ByteBuffer from, int at, RecordHeader header, long file, long offset) {
        count = 0;
        if ((header.flags & RecordFlags.SHARED) == 0) {
            return true;
        }
        int announced = 1;
        for (int share = 1; share <= announced; share++) {
            int distance = ShareEntry.distance(share);
            if (distance + ShareEntry.BYTES + header.metaLength > header.length
                    || !entry.decode(from, at + distance, file, offset + distance)
                    || entry.distance != distance
                    || share > 1 && entry.count != announced) {
                return false;
            }
            announced = entry.count;
            owners[share] = entry.owner;
            sequences[share] = entry.sequence;
        }
        count = announced;
        return true;
    }

    /// What the record is to one of its owners; the first one is 0.
    RecordInfo info(int share, RecordHeader header, long file, long offset) {
        int length = length(share, header);
        return new RecordInfo(
                header.type,
                header.flags,
                share == 0 ? header.owner : owners[share],
                share == 0 ? header.sequence : sequences[share],
                header.note,
                Position.of(file, offset + ShareEntry.distance(share)),
                length,
                share);
    }

    /// Notes all owners.
    void addTo(FileIndex index, RecordHeader header, long offset) {
        int kind = RecordKind.of(header.type, header.flags);
        index.add(kind, header.owner, header.sequence, header.note, offset, length(0, header));
        for (int share = 1; share <= count; share++) {
            index.add(
                    RecordKind.shared(kind, share),
                    owners[share],
                    sequences[share],
                    header.note,
                    offset + ShareEntry.distance(share),
                    length(share, header));
        }
    }

    private int length(int share, RecordHeader header) {
        return share == 0
                ? ShareEntry.firstLength(header.length, count)
                : ShareEntry.length(header.length, count);
    }
}
