package dev.warren.engine.queue.shelf;

/// Takes blocks of numbers that are to leave memory. Owned by one lane.
///
/// When and whether they leave it nobody sees: what is asked for is always there at once.
public interface Shelf {

    /// How many numbers a block has.
    int WORDS = 2048;

    /// Takes nothing: all stays in memory.
    Shelf NONE =
            new Shelf() {
                @Override
                public boolean hasRoom() {
                    return false;
                }

                @Override
                public Shelved shelve(long[] words) {
                    throw new IllegalStateException("there is no shelf");
                }
            };

    /// Whether it takes another block now. It may another time if not.
    boolean hasRoom();

    /// Takes a block, which nobody may change any more. To be asked only while there is room.
    Shelved shelve(long[] words);
}
