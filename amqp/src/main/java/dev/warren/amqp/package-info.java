/// AMQP 0-9-1 over Netty: the listener and what it is told.
///
/// [AmqpListener] accepts sockets and gives each to a lane; `connection` holds what belongs to a
/// socket, `channel` what belongs to a channel. Everything of one connection runs on its lane.
/// Begin with [dev.warren.amqp.connection.AmqpConnection].
@NullMarked
package dev.warren.amqp;

import org.jspecify.annotations.NullMarked;
