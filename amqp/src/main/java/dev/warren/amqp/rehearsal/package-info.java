/// A client for the training run of the start-up cache (`bin/make-start-cache`).
///
/// A JVM that learns from a broker nobody has called keeps only half of what a start with messages
/// on disk, and the first client after it, will need. So a [Rehearsal] calls it: declares,
/// publishes with confirms, consumes, asks the HTTP API, and leaves messages behind for the next
/// start to recover. It runs in a process of its own and is no part of the broker.
@NullMarked
package dev.warren.amqp.rehearsal;

import org.jspecify.annotations.NullMarked;
