package dev.warren.engine.message;

import java.util.Set;

/// A key that a message takes in queues, because an exchange on its way asks for it.
///
/// @param scope stands for the exchange
/// @param windowMillis for how long, from when it comes into the queue
/// @param keysMax how many keys of that exchange a queue remembers at most
/// @param queues the numbers of the queues that it reaches through that exchange
public record PassedKey(
        long scope, long high, long low, long windowMillis, int keysMax, Set<Long> queues) {

    public PassedKey {
        queues = Set.copyOf(queues);
    }
}
