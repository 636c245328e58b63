/// Warren's own extensions of the HTTP API, below `/api/x/`: look at messages without taking them,
/// and move them; test a route; see what is connected with what; follow what happens.
///
/// Begin with [Browsing] and [MessageJobs].
@NullMarked
package dev.warren.management.own;

import org.jspecify.annotations.NullMarked;
