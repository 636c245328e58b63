/// Placeholder.
@NullMarked
package dev.warren.engine;

import org.jspecify.annotations.NullMarked;
