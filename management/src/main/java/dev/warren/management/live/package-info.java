/// Who is connected just now, as the engine's events tell it.
@NullMarked
package dev.warren.management.live;

import org.jspecify.annotations.NullMarked;
