package dev.warren.amqp.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.warren.codec.value.ShortString;

/// Reply texts as short strings.
public final class ReplyTexts {

    private static final String ELLIPSIS = "...";

    private ReplyTexts() {}

    /// The text, cut to what a short string takes, with three dots where something is missing.
    public static ShortString cut(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        if (bytes.length <= ShortString.LENGTH_MAX) {
            return ShortString.copyOf(bytes, 0, bytes.length);
        }
        int kept = ShortString.LENGTH_MAX - ELLIPSIS.length();
        return ShortString.of(new String(bytes, 0, kept, UTF_8).replace("\uFFFD", "") + ELLIPSIS);
    }
}
