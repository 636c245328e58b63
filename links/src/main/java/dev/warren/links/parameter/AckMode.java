package dev.warren.links.parameter;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// When a link tells the broker that a message came from that it is done with it: the values of
/// `ack-mode`, in RabbitMQ's order.
public enum AckMode {
    /// Never: it is gone there when it has been sent.
    NO_ACK("no-ack"),
    /// When it has been handed on. What is on its way is lost with the connection.
    ON_PUBLISH("on-publish"),
    /// When whoever gets it has confirmed it. Nothing is lost; after a failure some come twice.
    ON_CONFIRM("on-confirm");

    /// A word for one of these.
    public static final ValueCheck CHECK =
            ValueChecks.oneOf(Arrays.stream(values()).map(AckMode::word).toArray(String[]::new));

    private final String word;

    AckMode(String word) {
        this.word = word;
    }

    private String word() {
        return word;
    }

    /// What a parameter that has been checked says; null is a parameter that does not say.
    public static AckMode of(@Nullable String word) {
        for (AckMode mode : values()) {
            if (mode.word.equals(word)) {
                return mode;
            }
        }
        return ON_CONFIRM;
    }
}
