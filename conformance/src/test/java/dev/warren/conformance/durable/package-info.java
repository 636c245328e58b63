/// What survives the end of the broker, in order or by `kill -9`. Each test starts a broker of its
/// own.
@NullMarked
package dev.warren.conformance.durable;

import org.jspecify.annotations.NullMarked;
