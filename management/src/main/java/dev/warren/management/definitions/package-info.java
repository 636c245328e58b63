/// Definitions in RabbitMQ's JSON: who and what exists, in a file.
///
/// Begin with [DefinitionsImport]. Importing adds and changes, it never deletes, and a queue or
/// exchange that is there stays as it is.
@NullMarked
package dev.warren.management.definitions;

import org.jspecify.annotations.NullMarked;
