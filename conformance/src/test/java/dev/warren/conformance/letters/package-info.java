/// What becomes of messages that queues do away with. Begin with `DeadLetteringIT`.
@NullMarked
package dev.warren.conformance.letters;

import org.jspecify.annotations.NullMarked;
