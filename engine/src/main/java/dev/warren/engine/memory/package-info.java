/// The byte ledger: who holds how much memory, and the alarm that follows from it.
///
/// Every holder of unbounded things has a line in the ledger. Lanes keep their own columns, so that
/// counting costs nothing on the message path.
@NullMarked
package dev.warren.engine.memory;

import org.jspecify.annotations.NullMarked;
