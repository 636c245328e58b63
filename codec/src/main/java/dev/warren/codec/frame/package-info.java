/// Frames: from bytes to frames and back, without an object for each frame.
@NullMarked
package dev.warren.codec.frame;

import org.jspecify.annotations.NullMarked;
