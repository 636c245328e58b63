package dev.warren.engine.queue.shelf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/// A shelf that takes blocks at once, or refuses them by chance, and sees to it that each is
/// released once and not used afterwards.
public final class MemoryShelf implements Shelf, Shelves {

    private final BooleanSupplier takes;
    private int shelved;
    private int held;

    public MemoryShelf(BooleanSupplier takes) {
        this.takes = takes;
    }

    /// How many blocks it has taken.
    public int shelved() {
        return shelved;
    }

    /// How many of them have not been released.
    public int held() {
        return held;
    }

    @Override
    public Shelf make() {
        return this;
    }

    @Override
    public CompletionStage<Throwable> failed() {
        return new CompletableFuture<>();
    }

    @Override
    public boolean hasRoom() {
        return takes.getAsBoolean();
    }

    @Override
    public Shelved shelve(long[] words) {
        assertThat(words).hasSize(WORDS);
        shelved++;
        held++;
        return new Block(words.clone());
    }

    private final class Block implements Shelved {
        private final long[] words;
        private boolean isReleased;

        Block(long[] words) {
            this.words = words;
        }

        @Override
        public long word(int index) {
            assertThat(isReleased).isFalse();
            return words[index];
        }

        @Override
        public void copyTo(long[] into) {
            assertThat(isReleased).isFalse();
            System.arraycopy(words, 0, into, 0, words.length);
        }

        @Override
        public void release() {
            assertThat(isReleased).isFalse();
            isReleased = true;
            held--;
        }
    }
}
