/// How long a cold start looks through the shared log. Begin with [Main].
@NullMarked
package dev.warren.bench.recovery;

import org.jspecify.annotations.NullMarked;
