package dev.warren.engine.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.warren.codec.value.ShortString;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A regular expression over routing keys with places for what is known of the user:
/// `^{username}\.`
///
/// @param text as it was given, with its places
/// @param fixed the expression when it has no places to fill; else null
public record TopicPattern(String text, @Nullable NamePattern fixed) {

    /// Throws [IllegalArgumentException] when the two are not the same. Made by [#of].
    public TopicPattern {
        if (fixed != null && !fixed.text().equals(text)) {
            throw new IllegalArgumentException("'" + text + "' is not " + fixed);
        }
    }

    /// Throws [java.util.regex.PatternSyntaxException] when the text is not a regular expression
    /// once its places are filled.
    public static TopicPattern of(String text) {
        NamePattern plain = text.indexOf('{') < 0 ? NamePattern.of(text) : null;
        if (plain == null) {
            NamePattern.of(fill(text, Map.of("username", "u", "vhost", "v", "client_id", "c")));
        }
        return new TopicPattern(text, plain);
    }

    public boolean matches(ShortString key, Map<String, String> variables) {
        NamePattern pattern = fixed == null ? NamePattern.of(fill(text, variables)) : fixed;
        return pattern.matches(key);
    }

    /// A place whose value is not known stays as it is, and so mostly matches nothing.
    private static String fill(String text, Map<String, String> variables) {
        String filled = text;
        for (var variable : variables.entrySet()) {
            filled = filled.replace("{" + variable.getKey() + "}", literally(variable.getValue()));
        }
        return filled.replaceAll("\\{(?=[a-z_]+})", "\\\\{");
    }

    private static String literally(String value) {
        // Letter by letter, because a value may hold the end of a quotation.
        StringBuilder quoted = new StringBuilder();
        String bytes = new String(value.getBytes(UTF_8), ISO_8859_1);
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            quoted.append(Character.isLetterOrDigit(c) || c >= 0x80 ? "" : "\\").append(c);
        }
        return new String(quoted.toString().getBytes(ISO_8859_1), UTF_8);
    }

    @Override
    public String toString() {
        return text;
    }
}
