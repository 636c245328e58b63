package dev.warren.engine.recovery;

import static org.assertj.core.api.Assertions.assertThat;

/// Which paths the lives of some seeds have walked, how often.
final class StorageWalked {

    /// Messages that were there after a start.
    long restored;

    long delivered;

    /// Messages that a start found again with others of the same record.
    long shared;

    /// Records that were found a second time.
    long copied;

    /// The same of records of keys.
    long copiedKeys;

    /// Reads of messages from either disk.
    long reads;

    /// Messages that were in the log that forgets while everything rested.
    long spilled;

    /// Messages that were delivered when queues were emptied at the end of a life.
    long drained;

    /// Messages whose record was damaged, and that a queue has counted as lost.
    long lost;

    /// Lives with a disk that failed, and with one that was full.
    long failures;

    long full;

    void add(StorageWalked other) {
        restored += other.restored;
        delivered += other.delivered;
        shared += other.shared;
        copied += other.copied;
        copiedKeys += other.copiedKeys;
        reads += other.reads;
        spilled += other.spilled;
        drained += other.drained;
        lost += other.lost;
        failures += other.failures;
        full += other.full;
    }

    void assertAll() {
        assertThat(restored).as("restored").isPositive();
        assertThat(delivered).as("delivered").isPositive();
        assertThat(shared).as("shared").isPositive();
        assertThat(copied).as("copied").isPositive();
        assertThat(reads).as("reads").isPositive();
        assertThat(spilled).as("spilled").isPositive();
        assertThat(drained).as("drained").isPositive();
        assertThat(lost).as("lost").isPositive();
        assertThat(failures).as("failures").isPositive();
        assertThat(full).as("full").isPositive();
    }
}
