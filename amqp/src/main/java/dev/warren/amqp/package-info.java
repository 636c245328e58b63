/// Placeholder.
@NullMarked
package dev.warren.amqp;

import org.jspecify.annotations.NullMarked;
