/// From exchange and routing key to queues: pure functions over the topology.
@NullMarked
package dev.warren.engine.routing;

import org.jspecify.annotations.NullMarked;
