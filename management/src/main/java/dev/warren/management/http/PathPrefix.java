package dev.warren.management.http;

import org.jspecify.annotations.Nullable;

/// What stands before every path (`management.path_prefix`), so that a proxy can tell from it where
/// a request belongs: `/broker`, or nothing.
///
/// @param text without a slash at its end
public record PathPrefix(String text) {

    public static final PathPrefix NONE = new PathPrefix("");

    private static final String ROOT = "/";

    /// As people write it, with slashes at its ends or without; `/` is none.
    public static PathPrefix of(String written) {
        String bare = written.replaceAll("^/+|/+$", "");
        return bare.isEmpty() ? NONE : new PathPrefix(ROOT + bare);
    }

    /// Where a browser finds what is below it.
    public String home() {
        return text + ROOT;
    }

    /// The path as it is without a prefix, or null when it is not below this one.
    @Nullable String insideOrNull(String rawPath) {
        if (!rawPath.startsWith(text)) {
            return null;
        }
        String inside = rawPath.substring(text.length());
        if (inside.isEmpty()) {
            return ROOT;
        }
        return text.isEmpty() || inside.startsWith(ROOT) ? inside : null;
    }

    /// Whether somebody who does not know of a prefix asks for the first page.
    boolean isMissedBy(String rawPath) {
        return !text.isEmpty() && rawPath.equals(ROOT);
    }
}
