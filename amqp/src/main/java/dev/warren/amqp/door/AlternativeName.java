package dev.warren.amqp.door;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// A type of alternative names in a certificate (RFC 5280 §4.2.1.6).
public enum AlternativeName {
    DNS(2),
    IP(7),
    EMAIL(1),
    URI(6),
    OTHER_NAME(0);

    /// What a DER value has before its text, when that is short: tag and length.
    private static final int DER_HEAD = 2;

    private final int tag;

    AlternativeName(int tag) {
        this.tag = tag;
    }

    int tag() {
        return tag;
    }

    /// The text of a name as the JDK gives it: its tag, its value, and of other names the object
    /// identifier and the text.
    String text(List<?> name) {
        Object value = name.getLast();
        return value instanceof byte[] der
                ? new String(
                        der,
                        Math.min(DER_HEAD, der.length),
                        Math.max(0, der.length - DER_HEAD),
                        StandardCharsets.UTF_8)
                : String.valueOf(value);
    }
}
