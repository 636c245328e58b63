/// The door of the house: command line, start and stop of one node, in order.
///
/// [Main] reads the command line, [ServerCommand] goes through the start step by step, [Node] wires
/// the parts. What can go wrong has an [ExitCode]. Only this room may block a thread and end the
/// process.
@NullMarked
package dev.warren.server;

import org.jspecify.annotations.NullMarked;
