/// Frames: from bytes to frames and back, without an object for each frame.
///
/// The hottest room of the house: [FrameReader], [FrameWriter#content] and [DeliverEncoder] run for
/// every message and allocate nothing. Nothing here keeps a buffer. Begin reading at [Frames].
@NullMarked
package dev.warren.codec.frame;

import org.jspecify.annotations.NullMarked;
