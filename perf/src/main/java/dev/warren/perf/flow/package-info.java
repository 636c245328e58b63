/// How much may be sent now: [Pacer] holds a rate, [ConfirmWindow] what is in flight. Both are
/// pure: time comes in with each call.
@NullMarked
package dev.warren.perf.flow;

import org.jspecify.annotations.NullMarked;
