package dev.warren.engine.dedup;

/// The keys that came lately, each until its time is over. Owned by one queue's machine.
///
/// When there are too many, or too little memory is left, the oldest go: their windows end early.
final class KeyWindow {

    /// How many keys one more key can make go whose time is over. So no message waits for many.
    private static final int ENDED_MAX = 64;

    /// How many keys one more key can make go that are too many, after their limit was lowered.
    private static final int FORGOTTEN_MAX = 1024;

    /// So many keys a window may always have, however little memory there is.
    private static final int KEYS_MIN = 256;

    private final KeyTable table;
    private final KeyRoom room;

    KeyWindow(KeyRoom room) {
        this.room = room;
        this.table = new KeyTable(room.salt());
        room.taken(table.bytes());
    }

    KeyTable table() {
        return table;
    }

    boolean has(long high, long low, long nowMillis) {
        long number = table.find(high, low);
        return number != KeyTable.NONE && table.until(number) > nowMillis;
    }

    /// Whether nothing is left whose time is not over, as far as the oldest shows.
    boolean isOver(long nowMillis) {
        return table.size() == 0 || table.until(table.next() - 1) <= nowMillis;
    }

    /// When the oldest is free again; `Long.MAX_VALUE` if there is none.
    long soonestMillis() {
        return table.size() == 0 ? Long.MAX_VALUE : table.until(table.first());
    }

    void add(KeyMark key, long nowMillis) {
        end(nowMillis, ENDED_MAX);
        long before = table.bytes();
        long forgotten = 0;
        while (forgotten < FORGOTTEN_MAX
                && table.size() > 0
                && (table.size() >= key.keysMax() || lacksRoom())) {
            table.dropFirst();
            forgotten++;
        }
        table.add(key.high(), key.low(), key.untilMillis());
        tell(before, forgotten);
    }

    private boolean lacksRoom() {
        long bytes = table.bytesForOneMore();
        return bytes > 0 && table.size() > KEYS_MIN && !room.mayTake(bytes);
    }

    /// Lets go of the oldest ones whose time is over, so many at most. Answers whether there may be
    /// more.
    boolean end(long nowMillis, int max) {
        long before = table.bytes();
        int ended = 0;
        while (ended < max && table.size() > 0 && table.until(table.first()) <= nowMillis) {
            table.dropFirst();
            ended++;
        }
        tell(before, 0);
        return ended == max;
    }

    private void tell(long bytesBefore, long forgotten) {
        if (table.bytes() != bytesBefore) {
            room.taken(table.bytes() - bytesBefore);
        }
        if (forgotten > 0) {
            room.forgotten(forgotten);
        }
    }

    void giveBack() {
        room.taken(-table.bytes());
    }
}
