/// The command line for a node that runs: `warren status`, and programs with the names, words and
/// exit codes of RabbitMQ's (`rabbitmqctl`, `rabbitmq-diagnostics`, ...).
///
/// It talks to the node's HTTP API and knows nothing else of the house. Begin in `Main`; what there
/// is to say is the table in `command.Commands`.
@NullMarked
package dev.warren.cli;

import org.jspecify.annotations.NullMarked;
