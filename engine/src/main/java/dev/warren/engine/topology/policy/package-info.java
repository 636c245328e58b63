/// Policies as values: what they match, which keys they may set, which one wins.
///
/// Begin with [Policy], then [PolicySet].
@NullMarked
package dev.warren.engine.topology.policy;

import org.jspecify.annotations.NullMarked;
