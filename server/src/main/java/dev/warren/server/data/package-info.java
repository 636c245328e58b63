/// The data directory: made once, recognised ever after, held by one process.
///
/// Knows nothing of what the engine keeps inside. Begin reading at [DataDirectory].
@NullMarked
package dev.warren.server.data;

import org.jspecify.annotations.NullMarked;
