package dev.warren.engine.topology;

import dev.warren.codec.value.ShortString;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// That a queue tries again, later, what a consumer could not do.
///
/// @param retriesMax how many times a message is tried again before it is given up
/// @param parkQueue where those go that are given up; null leaves that to dead-lettering
/// @param on after which ends of a delivery; after others it goes as in any queue
public record Retrying(
        BackOff backOff, long retriesMax, @Nullable ShortString parkQueue, Set<Setback> on) {

    /// How many retries there are when nobody says another number.
    public static final long RETRIES_DEFAULT = 10;

    public Retrying {
        on = Set.copyOf(on);
    }
}
