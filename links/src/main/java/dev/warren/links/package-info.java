/// What a node does as a client of brokers: shovels, federation.
///
/// A [Link] does one [LinkWork] and begins it again, after a while, when it has failed; its
/// [LinkStatus] is there for anyone to look at. A [LinkKeeper] keeps the links that are wanted and
/// no others. Connections are in `remote`, what moves messages from queue to queue in `shovel`.
/// [Unsettled] is what any link has to remember that acknowledges what was confirmed. Everything
/// here runs on virtual threads, which may wait; none of them is a lane.
@NullMarked
package dev.warren.links;

import org.jspecify.annotations.NullMarked;
