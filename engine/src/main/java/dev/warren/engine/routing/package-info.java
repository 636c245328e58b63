/// From exchange and routing key to queues: pure functions over the topology.
///
/// `exchange` knows where one exchange leads; this room follows bindings from exchange to exchange.
/// Begin with [Router].
@NullMarked
package dev.warren.engine.routing;

import org.jspecify.annotations.NullMarked;
