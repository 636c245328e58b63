package dev.warren.engine.exchange;

import dev.warren.codec.value.FieldTable;

/// A message's headers, for those exchange types that ask: decoding them costs, so they are asked
/// for only then.
@FunctionalInterface
public interface Headers {

    Headers NONE = () -> FieldTable.EMPTY;

    /// The `headers` property, empty when there is none.
    FieldTable table();
}
