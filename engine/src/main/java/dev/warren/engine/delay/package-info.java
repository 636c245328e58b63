/// Messages that wait at an exchange of type `x-delayed-message` until they are routed.
///
/// They stand in a queue that belongs to the exchange and that no client knows ([HoldingQueue]): as
/// messages with a time to live, whose office ([DelayOffice]) routes what expires. Which exchanges
/// delay is known to `exchange` and `topology`, whether a message has to wait to `routing`, and how
/// long to [dev.warren.engine.message.Delay]. Who lists and cancels what waits is the broker.
@NullMarked
package dev.warren.engine.delay;

import org.jspecify.annotations.NullMarked;
