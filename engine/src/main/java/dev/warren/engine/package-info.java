/// The broker itself: topology, routing, queues, store, rights and limits.
///
/// No socket, no HTTP, no JSON. Protocol front ends stand on this module and hand it values. Begin
/// with [dev.warren.engine.lane.Lane] (who may touch what), then `topology`, `routing` and `queue`.
@NullMarked
package dev.warren.engine;

import org.jspecify.annotations.NullMarked;
