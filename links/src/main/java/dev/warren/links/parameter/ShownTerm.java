package dev.warren.links.parameter;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.engine.topology.policy.TermText;
import dev.warren.links.remote.AmqpUriParser;

/// Values in RabbitMQ's texts, without the passwords that URIs among them may hold.
final class ShownTerm {

    private ShownTerm() {}

    static String of(FieldValue value) {
        return TermText.of(masked(value));
    }

    private static FieldValue masked(FieldValue value) {
        return switch (value) {
            case FieldValue.LongText text ->
                    FieldValue.LongText.of(AmqpUriParser.masked(text.text()));
            case FieldValue.Array(var values) ->
                    new FieldValue.Array(values.stream().map(ShownTerm::masked).toList());
            case FieldValue.Table(var table) ->
                    new FieldValue.Table(
                            new FieldTable(
                                    table.entries().stream()
                                            .map(entry ->
                                                    new FieldTable.Entry(
                                                            entry.name(), masked(entry.value())))
                                            .toList()));
            default -> value;
        };
    }
}
