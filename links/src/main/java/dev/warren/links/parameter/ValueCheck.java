package dev.warren.links.parameter;

import dev.warren.codec.value.FieldValue;
import java.util.List;

/// Asks something of the value of a key.
@FunctionalInterface
public interface ValueCheck {

    /// What is wrong with it, in RabbitMQ's words; empty when nothing is.
    List<String> faults(String key, FieldValue value);
}
