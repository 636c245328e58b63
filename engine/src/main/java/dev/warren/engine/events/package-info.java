/// What happens on a node, for whoever wants to know: connections, channels, consumers, logins,
/// alarms and every change of the topology.
///
/// Whoever does something tells it to [Events]; who listens is an [EventListener]. [Notices] says
/// it in RabbitMQ's words. Nobody here knows queues or sockets. Read [Event] first.
@NullMarked
package dev.warren.engine.events;

import org.jspecify.annotations.NullMarked;
