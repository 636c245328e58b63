package dev.warren.engine.topology.policy;

import dev.warren.codec.value.FieldTable;

/// A policy as it was given: settings for all queues and exchanges whose names match.
///
/// - `pattern`: a regular expression that is found anywhere in the name.
/// - `definition`: keys as `max-length`, without `x-`; numbers are integers of any width.
/// - `priority`: among those that match, the highest applies, and no other.
/// - `applyTo`: a word of [ApplyTo].
///
/// It may be wrong: [PolicyCheck] says what is.
public record Policy(
        String name, String pattern, FieldTable definition, long priority, String applyTo) {}
