/// Connections to brokers by AMQP URI, over RabbitMQ's Java client.
///
/// [AmqpUri] is what a URI says and [AmqpUriParser] reads it; both are pure. [Remote] opens what it
/// says: another broker over TCP or TLS, or this one through its [LocalDoor]. [HeldBytes] bounds
/// what a connection has read and nobody has taken yet. A URI holds a password: it is shown by
/// [AmqpUri#shown] only.
@NullMarked
package dev.warren.links.remote;

import org.jspecify.annotations.NullMarked;
