package dev.warren.engine.events;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;

/// A consumer of a queue.
///
/// @param prefetch how many it may have unacknowledged; zero is no limit
public record ConsumerFacts(
        ShortString queue,
        ShortString tag,
        boolean isNoAck,
        boolean isExclusive,
        int prefetch,
        FieldTable arguments) {}
