/// The same HTTP calls to Warren and to RabbitMQ, and what of the answers has to be alike.
///
/// [Script] reads the calls from a file, [Stage] makes them, [Facts] says what an answer consists
/// of without its values, [Recording] keeps what RabbitMQ said, and [Permitted] reads the page that
/// lists where Warren differs on purpose.
@NullMarked
package dev.warren.conformance.management.alike;

import org.jspecify.annotations.NullMarked;
