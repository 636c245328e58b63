/// The chapters of the conformance suite: what an AMQP 0-9-1 client sees of a broker, one class a
/// chapter, one behaviour a test. Nothing here knows Warren's insides; the same tests run against
/// RabbitMQ, whose behaviour and texts they hold. Where Warren differs on purpose, the test asks
/// [dev.warren.conformance.support.Client#is310] and `differences.md` says why. Begin with
/// [HandshakeIT], then [QueuesIT].
@NullMarked
package dev.warren.conformance;

import org.jspecify.annotations.NullMarked;
