package dev.warren.engine.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.warren.codec.value.ShortString;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A regular expression over names, as permissions and policies have them.
///
/// It matches when it is found anywhere in the name; the empty pattern matches only the empty name.
/// Both are taken as bytes, as RabbitMQ does, so that `.` is one byte and names need not be UTF-8.
public final class NamePattern {

    private static final String EVERYTHING = ".*";

    private final String text;
    private final Pattern pattern;

    private NamePattern(String text, Pattern pattern) {
        this.text = text;
        this.pattern = pattern;
    }

    /// Throws [PatternSyntaxException] when the text is not a regular expression.
    public static NamePattern of(String text) {
        String bytes = new String(text.getBytes(UTF_8), ISO_8859_1);
        return new NamePattern(text, Pattern.compile(bytes.isEmpty() ? "^$" : bytes));
    }

    public String text() {
        return text;
    }

    public boolean matches(ShortString name) {
        return text.equals(EVERYTHING)
                || pattern.matcher(new String(name.array(), ISO_8859_1)).find();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NamePattern that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
