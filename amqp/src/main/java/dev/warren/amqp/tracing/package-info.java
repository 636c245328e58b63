/// What records the traces of messages has to offer to a channel. The one that does stands in the
/// server; a node that records none has none, and a channel then asks nothing.
///
/// Begin with [dev.warren.amqp.tracing.Tracing].
@NullMarked
package dev.warren.amqp.tracing;

import org.jspecify.annotations.NullMarked;
