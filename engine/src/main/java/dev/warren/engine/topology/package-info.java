/// What exists, as one immutable value: virtual hosts, exchanges, queues, bindings, users and their rights.
@NullMarked
package dev.warren.engine.topology;

import org.jspecify.annotations.NullMarked;
