/// What RabbitMQ asks of the values of runtime parameters, and in which words it refuses them.
///
/// A parameter is a table: [Term] is what is asked of one of its keys, [TableCheck] of the table.
/// What is asked of AMQP URIs is in [UriCheck]; what parameters of all kinds of links say in the
/// same way is in [AckMode] and [Prefetch]. Nothing that is said here holds a password. Pure.
@NullMarked
package dev.warren.links.parameter;

import org.jspecify.annotations.NullMarked;
