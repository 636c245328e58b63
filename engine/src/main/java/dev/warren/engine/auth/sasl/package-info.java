/// How a client says who it is: the SASL mechanisms of the AMQP handshake, as pure dialogues.
///
/// Bytes in, a [SaslStep] out; nothing here checks a password. To add a mechanism: one class, and
/// one line in [SaslMechanisms].
@NullMarked
package dev.warren.engine.auth.sasl;

import org.jspecify.annotations.NullMarked;
