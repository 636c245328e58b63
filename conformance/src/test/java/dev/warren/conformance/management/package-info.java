/// The HTTP API: status, headers and JSON as RabbitMQ 3.10.8 has them.
@NullMarked
package dev.warren.conformance.management;

import org.jspecify.annotations.NullMarked;
