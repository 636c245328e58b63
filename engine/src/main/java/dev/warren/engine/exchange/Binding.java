package dev.warren.engine.exchange;

import static java.util.Comparator.comparing;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;

/// A rule of an exchange: what comes with this key, and fits these arguments, goes to that
/// destination.
///
/// All four parts together are its identity: the same key with other arguments is another binding.
/// The order of the arguments is not part of it, so they are kept sorted by name, as RabbitMQ keeps
/// them.
public record Binding(
        ShortString source, Destination destination, ShortString key, FieldTable arguments) {

    public Binding {
        arguments = sorted(arguments);
    }

    private static FieldTable sorted(FieldTable table) {
        if (table.entries().size() < 2) {
            return table;
        }
        return new FieldTable(
                table.entries().stream().sorted(comparing(FieldTable.Entry::name)).toList());
    }
}
