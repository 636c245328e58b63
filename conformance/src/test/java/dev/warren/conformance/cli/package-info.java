/// The command line: `rabbitmqctl` and its kin against a node that runs. What they have to print
/// was recorded from RabbitMQ 3.10.8.
@NullMarked
package dev.warren.conformance.cli;

import org.jspecify.annotations.NullMarked;
