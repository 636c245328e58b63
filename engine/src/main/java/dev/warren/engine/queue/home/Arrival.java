package dev.warren.engine.queue.home;

import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.PropertyFlags;
import dev.warren.engine.message.Delay;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.machine.QueueMachine;
import dev.warren.engine.queue.machine.Rules;

/// What a queue has to know of a message that comes in, beside its size: how long it may stay, and
/// its priority.
final class Arrival {

    private static final int NO_PRIORITY = -1;

    private Arrival() {}

    /// Whether anything of the message matters to a queue with these rules.
    static boolean isPlain(Rules rules, Message message) {
        int flags = ContentHeader.flags(message.content(), 0, message.headerLength());
        return (flags & PropertyFlags.EXPIRATION) == 0
                && rules.messageTtlMillis() == Rules.NO_LIMIT
                && rules.serving().levels() == 0;
    }

    /// Gives the machine the message. Answers its sequence.
    static long append(QueueMachine machine, Message message, boolean isPlain) {
        if (isPlain) {
            return machine.append(message.bodyLength());
        }
        return machine.append(message.bodyLength(), message.ttlMillis(), message.priority());
    }

    /// Gives a machine whose messages wait the message: nothing of it matters but its delay.
    static long hold(QueueMachine machine, Message message) {
        return machine.append(message.bodyLength(), Delay.boundedMillis(message), NO_PRIORITY);
    }

    /// Whether a store has to keep more of it than its size. Not its time where only its priority
    /// matters and it names none.
    static boolean isKept(Rules rules, Message message) {
        return rules.messageTtlMillis() != Rules.NO_LIMIT
                || message.ttlMillis() != Rules.NO_LIMIT
                || (rules.serving().levels() > 0 && message.priority() >= 0);
    }
}
