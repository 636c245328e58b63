/// The methods of AMQP 0-9-1 as sealed records, one file for each class of the protocol.
@NullMarked
package dev.warren.codec.method;

import org.jspecify.annotations.NullMarked;
