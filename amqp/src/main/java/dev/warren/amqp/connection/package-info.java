/// What belongs to a socket: handshake, frames in and out, heartbeats, blocking, closing.
///
/// One [AmqpConnection] for each socket, owned by the socket's lane. Bytes come in through
/// [FrameHandler] and leave through [Outbox].
@NullMarked
package dev.warren.amqp.connection;

import org.jspecify.annotations.NullMarked;
