package dev.warren.codec.value;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A field table: named values in the order in which they came. Immutable.
///
/// When a name stands twice both entries are kept for the wire; [#get] finds the first.
public record FieldTable(List<Entry> entries) {

    public static final FieldTable EMPTY = new FieldTable(List.of());

    /// One named value.
    public record Entry(ShortString name, FieldValue value) {}

    public FieldTable {
        entries = List.copyOf(entries);
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    public @Nullable FieldValue get(String name) {
        return get(ShortString.of(name));
    }

    public @Nullable FieldValue get(ShortString name) {
        for (Entry entry : entries) {
            if (entry.name().equals(name)) {
                return entry.value();
            }
        }
        return null;
    }

    public boolean has(String name) {
        return get(name) != null;
    }

    /// The table with one entry set: replaced in its place, or added at the end.
    public FieldTable with(String name, FieldValue value) {
        ShortString key = ShortString.of(name);
        List<Entry> changed = new ArrayList<>(entries);
        for (int i = 0; i < changed.size(); i++) {
            if (changed.get(i).name().equals(key)) {
                changed.set(i, new Entry(key, value));
                return new FieldTable(changed);
            }
        }
        changed.add(new Entry(key, value));
        return new FieldTable(changed);
    }

    public FieldTable with(String name, String text) {
        return with(name, FieldValue.LongText.of(text));
    }

    public FieldTable with(String name, boolean value) {
        return with(name, new FieldValue.Bool(value));
    }

    public FieldTable without(String name) {
        ShortString key = ShortString.of(name);
        return new FieldTable(entries.stream().filter(e -> !e.name().equals(key)).toList());
    }
}
