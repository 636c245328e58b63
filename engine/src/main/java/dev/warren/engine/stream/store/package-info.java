/// What streams are on disk: segments of chunks, one directory for each stream.
///
/// ```
///  lanes --append a turn--> StreamWriter: chunks, one write a stream, sync, tell the lanes
///  readers <--blocks------- BlockReader: whole chunks from a position on
///
///  streams/7/00000000000000000000.segment   header | chunk | chunk | ...
///            00000000000000000000.index     an entry for each chunk
///            00000000000000041873.segment   the last one grows
/// ```
///
/// A [StreamLog] is one stream as others see it; its [Extent] says what is durable, and nobody
/// reads beyond that. The writer owns [StreamFiles]. Nothing here knows queues, consumers or the
/// protocol. Why streams do not go through the shared log is in
/// docs/adr/0014-streams-have-their-own-segments.md. Begin with [ChunkHeader], then [StreamFiles]
/// and [StreamWriter].
@NullMarked
package dev.warren.engine.stream.store;

import org.jspecify.annotations.NullMarked;
