package dev.warren.engine.events;

import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.Array;
import dev.warren.codec.value.FieldValue.Int64;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.codec.value.FieldValue.Table;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.exchange.FieldComparison;
import dev.warren.engine.exchange.FieldText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Collects the headers of a notice, in RabbitMQ's types: every whole number has 64 bits.
final class NoticeText {

    /// How much of a table of arguments is told: a header has to fit into a frame.
    static final int ARGUMENTS_CHARS_MAX = 16 * 1024;

    private final List<FieldTable.Entry> entries = new ArrayList<>();

    /// Begins with who did it.
    static NoticeText by(String user) {
        return new NoticeText().with("user_who_performed_action", user);
    }

    NoticeText with(String name, String text) {
        return with(name, LongText.of(text));
    }

    NoticeText with(String name, ShortString text) {
        return with(name, new LongText(Bytes.copyOf(text.array())));
    }

    NoticeText with(String name, boolean value) {
        return with(name, new FieldValue.Bool(value));
    }

    NoticeText with(String name, long number) {
        return with(name, new Int64(number));
    }

    NoticeText with(String name, FieldValue value) {
        entries.add(new FieldTable.Entry(ShortString.of(name), value));
        return this;
    }

    NoticeText with(String name, Collection<String> texts) {
        return with(name, new Array(texts.stream().<FieldValue>map(LongText::of).toList()));
    }

    /// Arguments that a client gave, as the terms that RabbitMQ makes of them:
    /// `{<<"x-max-length">>,signedint,5}`. What is too long is left out.
    NoticeText withTerms(String name, FieldTable arguments) {
        List<String> terms = new ArrayList<>();
        int chars = 0;
        for (FieldTable.Entry argument : arguments.entries()) {
            String term = FieldText.entry(argument);
            chars += term.length();
            if (chars <= ARGUMENTS_CHARS_MAX) {
                terms.add(term);
            }
        }
        return with(name, terms);
    }

    /// A value that came as JSON.
    NoticeText withJson(String name, FieldValue value) {
        return with(name, widened(value));
    }

    private static FieldValue widened(FieldValue value) {
        if (value instanceof Table(var table)) {
            return new Table(widened(table));
        }
        if (value instanceof Array(var values)) {
            return new Array(values.stream().map(NoticeText::widened).toList());
        }
        Long number = FieldComparison.integerOf(value);
        return number == null ? value : new Int64(number);
    }

    static FieldTable widened(FieldTable table) {
        return new FieldTable(
                table.entries().stream()
                        .map(e -> new FieldTable.Entry(e.name(), widened(e.value())))
                        .toList());
    }

    Notice named(String name) {
        return new Notice(name, new FieldTable(entries));
    }
}
