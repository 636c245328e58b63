/// A message: bytes from door to door, with its properties decoded only when somebody asks.
@NullMarked
package dev.warren.engine.message;

import org.jspecify.annotations.NullMarked;
