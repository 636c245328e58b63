/// How fast things go: counters looked at once a second, and remembered as long as RabbitMQ
/// remembers them.
///
/// The [Sampler] has one thread. It reads counters where they stand, so messages do not notice, and
/// gives each thing that is counted a [Track]. Others read tracks: what they see is a value, and
/// may be a second old. A [Track] knows the pace of the last seconds; things that are busy have a
/// [History] beside it, within a limit.
@NullMarked
package dev.warren.management.sample;

import org.jspecify.annotations.NullMarked;
