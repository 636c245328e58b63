/// What stands between a socket and AMQP: nothing, a PROXY header that says who the client really
/// is, a TLS handshake, or both in this order.
///
/// [Doorway] is what a listener is told, and puts the handlers in place. Each takes itself out when
/// it has done its part, and hands on the [dev.warren.amqp.connection.Ends] that it has found; only
/// what decrypts stays. So a plain connection has no handler but its own.
@NullMarked
package dev.warren.amqp.door;

import org.jspecify.annotations.NullMarked;
