package dev.warren.engine.queue.home;

import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.PropertyFlags;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.machine.QueueMachine;
import dev.warren.engine.queue.machine.Rules;

/// What a queue has to know of a message that comes in, beside its size: how long it may stay, and
/// its priority.
final class Arrival {

    /// Longer than any clock goes, in decimal digits.
    private static final int DIGITS_MAX = 18;

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
        return machine.append(message.bodyLength(), ttlMillis(message), priority(message));
    }

    /// The priority that it names, or -1.
    static int priority(Message message) {
        return ContentHeader.priority(message.content(), 0, message.headerLength());
    }

    /// How long it says that it may stay, or [Rules#NO_LIMIT]. What is no number was refused when
    /// it was published.
    static long ttlMillis(Message message) {
        ShortString text =
                ContentHeader.expirationOrNull(message.content(), 0, message.headerLength());
        return text == null ? Rules.NO_LIMIT : millis(text.array());
    }

    private static long millis(byte[] text) {
        long millis = 0;
        int digits = 0;
        for (byte each : text) {
            if (each >= '0' && each <= '9') {
                digits += millis > 0 || each > '0' ? 1 : 0;
                if (digits > DIGITS_MAX) {
                    return Rules.NO_LIMIT;
                }
                millis = millis * 10 + (each - '0');
            } else if (each != '+' && each != '-') {
                return Rules.NO_LIMIT;
            }
        }
        return millis;
    }
}
