/// Placeholder.
@NullMarked
package dev.warren.bench;

import org.jspecify.annotations.NullMarked;
