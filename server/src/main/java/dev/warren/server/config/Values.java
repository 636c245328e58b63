package dev.warren.server.config;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What was assigned, understood: for each setting its value, and for a family of keys its value by
/// name.
///
/// Owned by the one loading that fills it; the last assignment wins.
final class Values {

    /// The name under which a setting that is not a family keeps its value.
    private static final String ONLY = "";

    private final Map<Setting<?>, Map<String, Object>> given = new LinkedHashMap<>();

    void put(Setting<?> setting, @Nullable String name, Object value) {
        given.computeIfAbsent(setting, _ -> new LinkedHashMap<>())
                .put(name == null ? ONLY : name, value);
    }

    /// The value of a setting that has a default.
    <T> T get(Setting<T> setting) {
        T value = orNull(setting);
        if (value == null) {
            throw new IllegalStateException(setting.name() + " has no default");
        }
        return value;
    }

    <T> @Nullable T orNull(Setting<T> setting) {
        Object value = given.getOrDefault(setting, Map.of()).get(ONLY);
        return value == null ? setting.fallback() : setting.type().token().cast(value);
    }

    /// The values of a family of keys by name, in the order they were first assigned.
    <T> Map<String, T> family(Setting<T> setting) {
        var named = new LinkedHashMap<String, T>();
        given.getOrDefault(setting, Map.of())
                .forEach((name, value) -> named.put(name, setting.type().token().cast(value)));
        return named;
    }
}
