/// What a small heap has to survive: a load that is larger than the memory for it.
///
/// Each test starts a [dev.warren.conformance.memory.SmallWarren] of its own and ends with the
/// question whether it still serves. Begin with
/// [dev.warren.conformance.memory.BlockedPublishersIT].
@NullMarked
package dev.warren.conformance.memory;

import org.jspecify.annotations.NullMarked;
