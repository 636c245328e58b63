package dev.warren.engine.stream.store;

import dev.warren.codec.value.Bytes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which messages a consumer wants: those with one of these filter values, and perhaps those
/// without any.
public record Filter(Set<Bytes> values, boolean matchesUnfiltered) {

    public Filter {
        values = Set.copyOf(values);
    }

    /// @param value null when the message has none
    public boolean wants(@Nullable Bytes value) {
        return value == null ? matchesUnfiltered : values.contains(value);
    }

    /// Whether a chunk may hold what is wanted.
    boolean mayBeIn(byte[] chunk, ChunkHeader header, int filterAt) {
        int length = header.payload().filterLength();
        if (length == 0) {
            return matchesUnfiltered;
        }
        if (matchesUnfiltered && ChunkFilter.hasUnfiltered(chunk, filterAt)) {
            return true;
        }
        return values.stream()
                .anyMatch(value -> ChunkFilter.mayHold(chunk, filterAt, length, value));
    }
}
