/// The homes of queues: they carry commands to the state machine and act on what it decides.
///
/// `LocalHome` applies at once and has a local store; `LoggedHome` sends commands through a log and
/// applies what comes back. Both are [dev.warren.engine.queue.QueueHome]s. Begin with [QueueContext], which makes queues.
@NullMarked
package dev.warren.engine.queue.home;

import org.jspecify.annotations.NullMarked;
