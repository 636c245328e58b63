/// What the chapters stand on: the broker under test, one [Client] a test that cleans up after
/// itself, and [RawAmqp], a socket that speaks AMQP as badly as a test wants. It may know the
/// RabbitMQ Java client and the JDK, never Warren's modules.
@NullMarked
package dev.warren.conformance.support;

import org.jspecify.annotations.NullMarked;
