package dev.warren.engine.dedup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.warren.codec.value.ShortString;
import org.jspecify.annotations.Nullable;

/// What of a message is its key.
///
/// @param header the name, where a header is asked
public record KeyRule(Source source, ShortString header) {

    /// The header that publishers write for the community's plugin.
    public static final ShortString USUAL_HEADER = ShortString.of("x-deduplication-header");

    /// When nobody says another rule: that header if the message has it, else the message-id.
    public static final KeyRule USUAL = new KeyRule(Source.HEADER_OR_MESSAGE_ID, USUAL_HEADER);

    /// That header alone.
    public static final KeyRule USUAL_HEADER_ONLY = new KeyRule(Source.HEADER, USUAL_HEADER);

    private static final String HEADER_PREFIX = "header:";

    /// Where the key stands.
    public enum Source {
        HEADER_OR_MESSAGE_ID,
        HEADER,
        MESSAGE_ID,
        /// The bytes of the body, without properties.
        BODY
    }

    /// The rule that a text says (`message-id`, `body`, `header:<name>`), or null when it says
    /// none.
    public static @Nullable KeyRule ofOrNull(String text) {
        return switch (text) {
            case "message-id" -> new KeyRule(Source.MESSAGE_ID, ShortString.EMPTY);
            case "body" -> new KeyRule(Source.BODY, ShortString.EMPTY);
            default -> text.startsWith(HEADER_PREFIX) ? ofHeaderOrNull(text) : null;
        };
    }

    private static @Nullable KeyRule ofHeaderOrNull(String text) {
        String name = text.substring(HEADER_PREFIX.length());
        return name.isEmpty() || name.getBytes(UTF_8).length > ShortString.LENGTH_MAX
                ? null
                : new KeyRule(Source.HEADER, ShortString.of(name));
    }
}
