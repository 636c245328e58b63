/// How a node finds its durable state again, and what ties queues and topology to the log.
///
/// ```
///   files --> LogContents --> Recovered: a topology, and what each queue had
///                                 |
///                              Storage: doors of the lanes, stores, the metadata store
/// ```
///
/// Begin with [Storage].
@NullMarked
package dev.warren.engine.recovery;

import org.jspecify.annotations.NullMarked;
