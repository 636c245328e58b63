/// RabbitMQ's HTTP API for one node.
///
/// [HttpApi] opens the port. What happens to a request, step by step, is in
/// [dev.warren.management.http.Front]; which paths there are, in [ApiRoutes]; what stands behind
/// them, in `resource`, one class for each kind of thing. The engine is read through topology
/// snapshots and queue counters, and changed through its own commands: nothing here runs on a lane.
@NullMarked
package dev.warren.management;

import org.jspecify.annotations.NullMarked;
