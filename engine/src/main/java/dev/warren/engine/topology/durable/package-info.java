/// How the topology survives a restart: which changes are kept, how they are written, and the store
/// that answers when the log has them.
///
/// ```
///   decision --> DurableChanges --> TopologyCodec --> TopologyLog     (its disk is not seen here)
///   restart:     snapshot records, then log records --> TopologyRecovery --> Topology
/// ```
///
/// Begin with [DurableMetadataStore].
@NullMarked
package dev.warren.engine.topology.durable;

import org.jspecify.annotations.NullMarked;
