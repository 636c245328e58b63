/// What a node does as a client of brokers, itself among them.
@NullMarked
package dev.warren.conformance.links;

import org.jspecify.annotations.NullMarked;
