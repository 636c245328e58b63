package dev.warren.engine.topology.policy;

import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.Array;
import dev.warren.codec.value.FieldValue.LongText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The words of `retry-on`: after which ends of a delivery a message is tried again. A text with
/// commas, or an array of texts.
public final class RetryWords {

    public static final String REJECT = "reject";
    public static final String NACK = "nack";
    public static final String CRASH = "crash";
    public static final String TIMEOUT = "timeout";

    /// What holds when nothing is said.
    public static final Set<String> ALL = Set.of(REJECT, NACK, CRASH, TIMEOUT);

    private RetryWords() {}

    /// The words, at least one; null for anything else.
    public static @Nullable Set<String> ofOrNull(FieldValue value) {
        Set<String> words = new LinkedHashSet<>();
        if (value instanceof LongText text) {
            for (String word : text.text().split(",", -1)) {
                words.add(word.strip());
            }
        } else if (value instanceof Array(List<FieldValue> values)) {
            for (FieldValue each : values) {
                words.add(each instanceof LongText word ? word.text() : "");
            }
        }
        return words.isEmpty() || !ALL.containsAll(words) ? null : words;
    }
}
