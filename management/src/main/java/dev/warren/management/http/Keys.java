package dev.warren.management.http;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Columns whose values are to be had without putting a whole thing into JSON: lists of many things
/// are sorted by them quickly.
@FunctionalInterface
public interface Keys<T> {

    /// Reads a column as it would stand in the view; `""` when it is not there.
    ///
    /// Null for a column that only the view knows.
    ///
    /// @param column `message_stats.publish_details.rate`
    @Nullable Function<T, Object> ofOrNull(String column);

    /// For things of which there are few.
    static <T> Keys<T> none() {
        return _ -> null;
    }
}
