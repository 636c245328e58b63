/// What goes through the node, counted: plain numbers that one lane writes and anybody reads.
///
/// A channel counts in its [ChannelCounters], a connection in its [ConnectionCounters]; both add to
/// the [LaneTraffic] of their lane, so that the node's totals only grow and do not depend on who is
/// still connected. [ExchangeTraffic] counts for exchanges. Nobody who counts waits, allocates or
/// shares a cache line on purpose; what is read may be one turn old.
@NullMarked
package dev.warren.engine.traffic;

import org.jspecify.annotations.NullMarked;
