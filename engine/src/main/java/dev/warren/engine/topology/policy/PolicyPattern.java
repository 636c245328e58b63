package dev.warren.engine.topology.policy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.warren.codec.value.ShortString;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// The pattern of a policy, ready to be asked.
///
/// It matches when it is found anywhere in a name, both taken as bytes; the empty one matches every
/// name. Some patterns, `(a+)+$` for one, would look at a name in more ways than anyone can wait
/// for, and the lane that decides about the topology would wait. So a search ends after
/// [#STEPS_MAX] looks at a character: then the pattern does not match. The same pattern and name
/// always end alike.
public final class PolicyPattern {

    /// How long a pattern may be, in characters.
    static final int LENGTH_MAX = 4096;

    /// No sensible pattern needs a thousandth of it for a name of 255 bytes.
    static final int STEPS_MAX = 100_000;

    private final Pattern pattern;

    private PolicyPattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /// Throws [PatternSyntaxException] when the text is not a regular expression.
    public static PolicyPattern of(String text) {
        if (text.length() > LENGTH_MAX) {
            throw new PatternSyntaxException("too long", text.substring(0, 16), LENGTH_MAX);
        }
        String bytes = new String(text.getBytes(UTF_8), ISO_8859_1);
        return new PolicyPattern(Pattern.compile(bytes, Pattern.UNIX_LINES));
    }

    /// What is wrong with the text, as RabbitMQ shows it; null for a regular expression.
    static @Nullable String faultOrNull(String text) {
        try {
            of(text);
            return null;
        } catch (PatternSyntaxException e) {
            return "{\"" + e.getDescription() + "\"," + Math.max(0, e.getIndex()) + "}";
        }
    }

    public boolean matches(ShortString name) {
        try {
            return pattern.matcher(new Steps(new String(name.array(), ISO_8859_1))).find();
        } catch (TooManySteps | StackOverflowError notInTime) {
            return false;
        }
    }

    /// A name that may be looked at only so often.
    private static final class Steps implements CharSequence {

        private final String name;
        private int left = STEPS_MAX;

        Steps(String name) {
            this.name = name;
        }

        @Override
        public char charAt(int index) {
            if (left-- == 0) {
                throw new TooManySteps();
            }
            return name.charAt(index);
        }

        @Override
        public int length() {
            return name.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return name.substring(start, end);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final class TooManySteps extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooManySteps() {
            super(null, null, false, false);
        }
    }
}
