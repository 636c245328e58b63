package dev.warren.engine.stream.store;

/// Messages of a stream that were durable and cannot be read: the offsets from `from` up to and
/// without `to`.
///
/// @param segment the first offset of the segment that is damaged
/// @param position where in it
public record LostRange(long segment, long position, long from, long to) {

    @Override
    public String toString() {
        return "offsets %d to %d: segment %d is damaged at %d"
                .formatted(from, to - 1, segment, position);
    }
}
