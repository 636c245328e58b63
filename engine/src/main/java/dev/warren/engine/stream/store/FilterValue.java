package dev.warren.engine.stream.store;

import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.codec.value.HeaderInsertion;
import org.jspecify.annotations.Nullable;

/// The header by which a publisher says what consumers may filter by.
final class FilterValue {

    private static final String HEADER = "x-stream-filter-value";
    private static final HeaderInsertion NAME = new HeaderInsertion(HEADER);

    private FilterValue() {}

    /// Null when the content has none, or one that is no text. Cheap where there is none.
    static @Nullable Bytes ofOrNull(byte[] bytes, int offset, int headerLength) {
        return NAME.mentions(bytes, offset, headerLength)
                        && ContentHeader.headers(bytes, offset, headerLength).get(HEADER)
                                instanceof LongText(Bytes value)
                ? value
                : null;
    }
}
