/// The description of the HTTP API for programs, OpenAPI 3.1.
///
/// [OpenApi] makes it from the routing table, so it has the routes that there are. What a table
/// cannot say, such as what a route is for, stands in `routes.txt`, which [RouteNotes] reads.
@NullMarked
package dev.warren.management.openapi;

import org.jspecify.annotations.NullMarked;
