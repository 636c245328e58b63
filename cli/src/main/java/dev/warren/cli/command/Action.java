package dev.warren.cli.command;

import dev.warren.cli.format.Outcome;
import dev.warren.cli.line.Line;
import dev.warren.cli.line.Usage;

/// What a command does. Throws [dev.warren.cli.line.Refused] when it fails.
@FunctionalInterface
public interface Action {
    Outcome run(Call call);

    /// Looks at the arguments before anything is printed or asked.
    default void check(Line line, Usage usage) {}
}
