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

    /// The type whose bindings and routing these are: itself, but for one.
    default ExchangeType routesAs(FieldTable exchangeArguments) {
        return this;
    }

    /// Whether messages may wait at its exchanges before they are routed.
    default boolean delays() {
        return false;
    }

    /// The table of an exchange without bindings, given the arguments the exchange was declared
    /// with.
    BindingTable emptyTable(FieldTable exchangeArguments);
}
