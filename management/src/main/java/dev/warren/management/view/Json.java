package dev.warren.management.view;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Objects with their keys in the order in which they are put.
public final class Json {

    private Json() {}

    /// An object of keys and values in turn. A value may be null.
    public static Map<String, Object> object(@Nullable Object... keysAndValues) {
        return withRoom(keysAndValues.length / 2, keysAndValues);
    }

    /// The same with room for as many keys in all, for those that are put later.
    static Map<String, Object> withRoom(int count, @Nullable Object... keysAndValues) {
        Map<String, @Nullable Object> map = LinkedHashMap.newLinkedHashMap(count);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put(String.valueOf(keysAndValues[i]), keysAndValues[i + 1]);
        }
        return unchecked(map);
    }

    /// Jackson writes null as null: nobody else looks.
    @SuppressWarnings({"unchecked", "NullAway"})
    static Map<String, Object> unchecked(Map<String, @Nullable Object> map) {
        return (Map<String, Object>) (Map<?, ?>) map;
    }
}
