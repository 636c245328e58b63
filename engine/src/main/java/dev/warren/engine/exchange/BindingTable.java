package dev.warren.engine.exchange;

import dev.warren.codec.value.ShortString;

/// The bindings of one exchange, arranged for its type's way of routing. Immutable.
///
/// A change copies a path, never the table: ten thousand bindings cost a change no more than a few
/// do.
public interface BindingTable {

    /// The table with a binding more. Returns itself when it has the binding already.
    BindingTable with(Binding binding);

    /// The table without a binding. Returns itself when it has no such binding.
    BindingTable without(Binding binding);

    /// Finds the destinations of a message with this routing key.
    void route(ShortString key, Headers headers, DestinationSink sink);

    /// Whether the keys that a sender adds to a message lead further than its routing key alone.
    /// Not where every message has exactly one destination.
    default boolean followsExtraKeys() {
        return true;
    }

    /// How many of the last messages a new binding is given; 0 for all types but one.
    default int historyLength() {
        return 0;
    }
}
