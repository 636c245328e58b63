package dev.warren.engine.dedup;

import java.util.function.LongPredicate;

/// The keys of the messages that are in the queue. Owned by its machine.
///
/// Nobody says when a message leaves: whether it is still there is asked when its key comes again,
/// and those that have left are swept out when they are many.
final class PresentKeys {

    private static final int LEFT_MIN = 256;

    /// So many keys there may always be, however little memory there is.
    private static final int KEYS_MIN = 256;

    private final KeyRoom room;
    private final LongPredicate isThere;
    private KeyTable table;

    PresentKeys(KeyRoom room, LongPredicate isThere) {
        this.room = room;
        this.isThere = isThere;
        this.table = new KeyTable(room.salt());
        room.taken(table.bytes());
    }

    KeyTable table() {
        return table;
    }

    boolean has(long high, long low) {
        long number = table.find(high, low);
        return number != KeyTable.NONE && isThere.test(table.until(number));
    }

    /// @param messages how many messages there are in the queue
    void add(KeyMark key, long sequence, long messages) {
        long before = table.bytes();
        while (table.size() > 0 && !isThere.test(table.until(table.first()))) {
            table.dropFirst();
        }
        if (table.size() >= LEFT_MIN + 2 * messages || isWorthSweeping(key.keysMax(), messages)) {
            sweep();
        }
        long forgotten = 0;
        while (table.size() > 0 && (table.size() >= key.keysMax() || lacksRoom())) {
            table.dropFirst();
            forgotten++;
        }
        table.add(key.high(), key.low(), sequence);
        room.taken(table.bytes() - before);
        if (forgotten > 0) {
            room.forgotten(forgotten);
        }
    }

    private boolean isWorthSweeping(int keysMax, long messages) {
        return table.size() >= keysMax && table.size() - messages >= table.size() / 4;
    }

    private boolean lacksRoom() {
        long bytes = table.bytesForOneMore();
        return bytes > 0 && table.size() > KEYS_MIN && !room.mayTake(bytes);
    }

    private void sweep() {
        KeyTable left = new KeyTable(room.salt());
        for (long number = table.first(); number < table.next(); number++) {
            if (isThere.test(table.until(number)) && table.isCurrent(number)) {
                left.add(table.high(number), table.low(number), table.until(number));
            }
        }
        table = left;
    }

    void giveBack() {
        room.taken(-table.bytes());
    }
}
