package dev.warren.engine.exchange;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.FieldTable;

/// A message's headers and what else an exchange type may ask beyond the routing key: decoding
/// costs, so it is asked for only by those types that need it.
///
/// Whoever asks for anything here routes this one message: the next one with the same key may go
/// elsewhere.
@FunctionalInterface
public interface Headers {

    Headers NONE = () -> FieldTable.EMPTY;

    /// The `headers` property, empty when there is none.
    FieldTable table();

    /// All properties.
    default BasicProperties properties() {
        return BasicProperties.EMPTY;
    }

    /// 64 random bits, others each time. Chance comes from here, so that routing stays pure.
    default long chance() {
        return 0;
    }
}
