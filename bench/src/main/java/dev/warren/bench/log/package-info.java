/// How fast the shared log takes records on a real disk. Begin with [Main].
@NullMarked
package dev.warren.bench.log;

import org.jspecify.annotations.NullMarked;
