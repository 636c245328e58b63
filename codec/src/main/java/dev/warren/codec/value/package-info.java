/// The values of AMQP 0-9-1: byte-preserving strings, field tables, message properties, reply
/// codes.
///
/// This room knows nothing of Netty or of frames, so that the engine may stand on it. Everything
/// here is immutable and may cross threads freely. Begin reading at [ShortString], [FieldTable] and
/// [ContentHeader].
@NullMarked
package dev.warren.codec.value;

import org.jspecify.annotations.NullMarked;
