package dev.warren.engine.exchange;

import dev.warren.codec.value.ShortString;

/// Where a binding leads: a queue, or another exchange.
public sealed interface Destination {

    ShortString name();

    /// A queue of the same virtual host.
    record ToQueue(ShortString name) implements Destination {}

    /// An exchange of the same virtual host.
    record ToExchange(ShortString name) implements Destination {}

    static Destination queue(String name) {
        return new ToQueue(ShortString.of(name));
    }

    static Destination exchange(String name) {
        return new ToExchange(ShortString.of(name));
    }
}
