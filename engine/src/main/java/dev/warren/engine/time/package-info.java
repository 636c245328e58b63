/// Time as an argument.
@NullMarked
package dev.warren.engine.time;

import org.jspecify.annotations.NullMarked;
