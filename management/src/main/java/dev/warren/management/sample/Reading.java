package dev.warren.management.sample;

/// Counters that can be looked at.
@FunctionalInterface
public interface Reading {

    /// Writes the numbers of now into a row that belongs to the caller.
    void into(long[] row);
}
