/// Placeholder.
@NullMarked
package dev.warren.server;

import org.jspecify.annotations.NullMarked;
