package dev.warren.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.cli.format.Outcome;
import dev.warren.cli.line.Line;
import dev.warren.cli.line.Usage;
import java.util.List;
import java.util.function.Function;

/// A list whose columns may be chosen.
///
/// @param defaults the columns where none are named
/// @param entries what is listed
record ListAction(Columns columns, List<String> defaults, Function<Call, JsonNode> entries)
        implements Action {

    ListAction {
        defaults = List.copyOf(defaults);
    }

    @Override
    public void check(Line line, Usage usage) {
        columns.require(line, usage);
    }

    @Override
    public Outcome run(Call call) {
        return new Outcome.Listed(
                columns.rows(Columns.asked(call.line(), defaults), entries.apply(call)), true);
    }

    /// A list that always has the same columns.
    static Action fixed(Columns columns, List<String> names, Function<Call, JsonNode> entries) {
        return call -> new Outcome.Listed(columns.rows(names, entries.apply(call)), false);
    }
}
