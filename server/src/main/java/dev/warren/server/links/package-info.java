/// What makes this node a client of brokers: which links it keeps, how they get into the node
/// itself, and how they read certificates. Begin with [NodeClients].
@NullMarked
package dev.warren.server.links;

import org.jspecify.annotations.NullMarked;
