/// The methods of AMQP 0-9-1 as sealed records, one file for each class of the protocol.
///
/// Knows the values and a buffer, but nothing of frames. Begin reading at [Method]; a new method
/// needs a record, a number in [MethodIds], a line in [MethodReader] and a name in [Methods].
@NullMarked
package dev.warren.codec.method;

import org.jspecify.annotations.NullMarked;
