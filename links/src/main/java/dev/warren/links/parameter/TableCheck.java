package dev.warren.links.parameter;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.engine.topology.policy.TermText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What is asked of a table: that it has the keys that it must have, and none that nobody knows.
public final class TableCheck {

    private TableCheck() {}

    /// All that is wrong, in RabbitMQ's order: unknown keys first, then the known ones from the
    /// last to the first.
    ///
    /// @param name what the table is called
    public static List<String> faults(String name, FieldValue value, List<Term> terms) {
        if (!(value instanceof FieldValue.Table(FieldTable table))) {
            return List.of(name + " not a list " + ShownTerm.of(value));
        }
        List<String> faults = new ArrayList<>();
        Map<String, String> unknown = new TreeMap<>();
        table.entries()
                .forEach(
                        entry -> unknown.put(entry.name().toString(), ShownTerm.of(entry.value())));
        terms.forEach(term -> unknown.remove(term.key()));
        if (!unknown.isEmpty()) {
            faults.add("Unrecognised terms " + TermText.pairs(unknown) + " in " + name);
        }
        for (Term term : terms.reversed()) {
            faults.addAll(faults(name, table, term));
        }
        return faults;
    }

    private static List<String> faults(String name, FieldTable table, Term term) {
        FieldValue value = table.get(term.key());
        if (value == null) {
            return term.isMandatory()
                    ? List.of("Key \"" + term.key() + "\" not found in " + name)
                    : List.of();
        }
        return term.check().faults(term.key(), value);
    }
}
