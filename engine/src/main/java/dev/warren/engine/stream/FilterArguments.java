package dev.warren.engine.stream;

import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.FieldValue.Array;
import dev.warren.codec.value.FieldValue.Bool;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.engine.stream.store.Filter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a consumer filters by: `x-stream-filter`, a text or an array of them, and
/// `x-stream-match-unfiltered`.
final class FilterArguments {

    private FilterArguments() {}

    /// Null when it wants everything. Values that are no text say nothing.
    static @Nullable Filter filterOrNull(FieldTable arguments) {
        FieldValue given = arguments.get("x-stream-filter");
        List<FieldValue> values =
                given instanceof Array(var several)
                        ? several
                        : given == null ? List.of() : List.of(given);
        Set<Bytes> wanted = new HashSet<>();
        for (FieldValue value : values) {
            if (value instanceof LongText(Bytes text)) {
                wanted.add(text);
            }
        }
        boolean matchesUnfiltered =
                arguments.get("x-stream-match-unfiltered") instanceof Bool(boolean matches)
                        && matches;
        return wanted.isEmpty() ? null : new Filter(wanted, matchesUnfiltered);
    }
}
