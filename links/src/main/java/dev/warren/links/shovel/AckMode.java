package dev.warren.links.shovel;

/// When a message may leave its source.
enum AckMode {
    /// When the destination has confirmed it. Nothing is lost; after a failure some come twice.
    ON_CONFIRM("on-confirm"),
    /// When it has been handed to the connection. What is on its way is lost with the connection.
    ON_PUBLISH("on-publish"),
    /// When the source has sent it.
    NO_ACK("no-ack");

    private final String word;

    AckMode(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    static AckMode of(String word) {
        for (AckMode mode : values()) {
            if (mode.word.equals(word)) {
                return mode;
            }
        }
        throw new IllegalArgumentException("unknown ack-mode " + word);
    }
}
