package dev.warren.engine.stream.store;

import org.jspecify.annotations.Nullable;

/// How much a stream keeps, and how it is written.
///
/// @param bytesMax above which the oldest segments go; null for no limit
/// @param ageMaxMillis segments whose youngest message is older go; null for no limit
/// @param segmentBytesMax a segment that has grown to this is sealed
/// @param filterBytes the size of a chunk's filter, if it needs one
public record StreamLimits(
        @Nullable Long bytesMax,
        @Nullable Long ageMaxMillis,
        long segmentBytesMax,
        int filterBytes) {

    public StreamLimits {
        filterBytes = Math.clamp(filterBytes, ChunkFilter.BYTES_MIN, ChunkFilter.BYTES_MAX);
    }
}
