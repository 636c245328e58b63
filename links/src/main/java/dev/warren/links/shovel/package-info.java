/// Shovels: each takes messages out of a queue of one broker and publishes them to another, as a
/// runtime parameter says.
@NullMarked
package dev.warren.links.shovel;

import org.jspecify.annotations.NullMarked;
