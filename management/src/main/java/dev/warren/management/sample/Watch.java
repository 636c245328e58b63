package dev.warren.management.sample;

/// Looks at each row of a thing, beside its track. The sampler's thread.
@FunctionalInterface
interface Watch {

    void look(long[] row, long nowMillis);
}
