package dev.warren.engine.exchange;

import dev.warren.codec.value.FieldTable;

/// A way of routing, by the name that `exchange.declare` gives it.
///
/// To add one: write a class, add a line to [ExchangeTypes].
public interface ExchangeType {

    /// The type as clients write it: `topic`.
    String name();

    /// Refuses arguments of a new exchange that make no sense to this type, with 406.
    default void validate(FieldTable exchangeArguments) {}

    /// Refuses a new binding that makes no sense to this type, with 406.
    default void validate(Binding binding) {}

    /// The table of an exchange without bindings, given the arguments the exchange was declared
    /// with.
    BindingTable emptyTable(FieldTable exchangeArguments);
}
