/// From queue to queue: what moves a message that is in a queue already.
///
/// [Transfers] is the one way, whatever the reason: dead lettering, delay, retry and parking, later
/// shovels. A [Parcel] says what is moved and where to. [DeadLetters] makes parcels of dead
/// letters; what they say of their deaths is in [DeathHistory]. Queues know nothing of this room:
/// they have an office that takes dead letters.
@NullMarked
package dev.warren.engine.transfer;

import org.jspecify.annotations.NullMarked;
