/// What was asked on the command line, and how the program ends. Pure; stands on nothing.
@NullMarked
package dev.warren.cli.line;

import org.jspecify.annotations.NullMarked;
