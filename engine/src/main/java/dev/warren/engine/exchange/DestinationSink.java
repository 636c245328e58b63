package dev.warren.engine.exchange;

/// Takes the destinations that a [BindingTable] finds, as it finds them.
@FunctionalInterface
public interface DestinationSink {

    /// The same destination may come more than once: the receiver keeps one.
    void accept(Destination destination);
}
