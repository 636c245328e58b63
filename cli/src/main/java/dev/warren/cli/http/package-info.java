/// Finding the node and talking to its HTTP API.
@NullMarked
package dev.warren.cli.http;

import org.jspecify.annotations.NullMarked;
