/// The commands: one table, one class for each family. Begin with `Commands`.
@NullMarked
package dev.warren.cli.command;

import org.jspecify.annotations.NullMarked;
