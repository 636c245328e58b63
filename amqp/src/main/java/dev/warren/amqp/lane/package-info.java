/// Lanes as event loops: the threads of the server.
///
/// An [dev.warren.amqp.lane.EventLoopLane] is one Netty event loop with turns; a
/// [dev.warren.amqp.lane.LaneGroup] starts them and says which one a new connection goes to: one
/// lane serves until it is busy, then the next opens.
@NullMarked
package dev.warren.amqp.lane;

import org.jspecify.annotations.NullMarked;
