/// Log lines as RabbitMQ prints them, through logback, set up in code: no XML is searched for or
/// parsed.
///
/// [LineFormat] is the pure part, [LoggingSetup] puts outputs and levels in place.
@NullMarked
package dev.warren.server.logging;

import org.jspecify.annotations.NullMarked;
