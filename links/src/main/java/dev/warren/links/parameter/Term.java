package dev.warren.links.parameter;

/// A key that a table may have or must have, and what is asked of its value.
public record Term(String key, ValueCheck check, boolean isMandatory) {

    public static Term optional(String key, ValueCheck check) {
        return new Term(key, check, false);
    }

    public static Term mandatory(String key, ValueCheck check) {
        return new Term(key, check, true);
    }
}
