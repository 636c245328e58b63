/// What exists, as one immutable value: virtual hosts, exchanges, queues, bindings, users and their
/// rights.
///
/// ```
///   TopologyCommand --> MetadataStore --(TopologyMachine.apply)--> Topology + events --> watchers
///                        one lane decides                          a snapshot that anyone reads
/// ```
///
/// A snapshot is read without a lock and never changes. Whoever wants a change submits a command to
/// the [MetadataStore]. Begin with [Topology], then [TopologyMachine]. How it survives a restart is
/// in `durable`.
@NullMarked
package dev.warren.engine.topology;

import org.jspecify.annotations.NullMarked;
