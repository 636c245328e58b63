/// What a command has found, and the formats it is shown in. Pure; begin with `Outcome`.
@NullMarked
package dev.warren.cli.format;

import org.jspecify.annotations.NullMarked;
