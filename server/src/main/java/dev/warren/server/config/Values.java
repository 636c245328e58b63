package dev.warren.server.config;

import java.util.Collections;
import java.util.HashMap;
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

    /// By the name of the setting.
    private final Map<String, Map<String, Object>> given = new HashMap<>();

    /// By the key as it was written.
    private final Map<String, Written> written = new LinkedHashMap<>();

    /// The text of a value, and what it is a value of.
    record Written(Setting<?> setting, String text) {}

    void put(Setting<?> setting, @Nullable String name, Assignment assignment, Object value) {
        written.put(assignment.key(), new Written(setting, assignment.value()));
        given.computeIfAbsent(setting.name(), _ -> new LinkedHashMap<>())
                .put(name == null ? ONLY : name, value);
    }

    Map<String, Written> written() {
        return Collections.unmodifiableMap(written);
    }

    /// Whether somebody has said something of it; of a family, of any of its members.
    boolean isWritten(Setting<?> setting) {
        return given.containsKey(setting.name());
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
        Object value = given.getOrDefault(setting.name(), Map.of()).get(ONLY);
        return value == null ? setting.fallback() : setting.type().token().cast(value);
    }

    /// The values of a family of keys by name, in the order they were first assigned.
    <T> Map<String, T> family(Setting<T> setting) {
        var named = new LinkedHashMap<String, T>();
        given.getOrDefault(setting.name(), Map.of())
                .forEach((name, value) -> named.put(name, setting.type().token().cast(value)));
        return named;
    }

    /// The order of names that are numbers, as in `auth_backends.2` and `auth_backends.10`.
    static int byNumber(String a, String b) {
        int byLength = Integer.compare(a.length(), b.length());
        return byLength == 0 ? a.compareTo(b) : byLength;
    }
}
