package dev.warren.management.http;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which pages of other hosts may call the API from a browser (`management.cors.*`). Pure.
///
/// A page of a host that is named may do so as the user of a session. `*` lets all pages call, but
/// these have to say by themselves who they are.
///
/// @param origins such as `https://ops.example`, or `*`; empty: no other pages
/// @param maxAgeSeconds how long a browser may remember the answer
public record Cors(Set<String> origins, long maxAgeSeconds) {

    public static final Cors NONE = new Cors(Set.of(), 0);

    private static final String ALL = "*";

    /// Names of headers that are given back to who asks for them; not longer than this.
    private static final int ASKED_LENGTH_MAX = 1_000;

    public Cors {
        origins = Set.copyOf(origins);
    }

    /// What every answer says to a page of this origin; nothing when it may not call.
    Map<String, String> headers(@Nullable String origin) {
        boolean isNamed = origin != null && origins.contains(origin);
        if (origin == null || !(isNamed || origins.contains(ALL))) {
            return Map.of();
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("access-control-allow-origin", isNamed ? origin : ALL);
        if (isNamed) {
            headers.put("access-control-allow-credentials", "true");
        }
        return headers;
    }

    /// What the answer to a browser's question before a call says.
    ///
    /// @param askedHeaders the names of headers that the page wants to send
    Map<String, String> preflight(
            @Nullable String origin, @Nullable String askedHeaders, Set<String> methods) {
        Map<String, String> headers = new LinkedHashMap<>(headers(origin));
        if (headers.isEmpty()) {
            return headers;
        }
        headers.put("access-control-allow-methods", String.join(", ", methods));
        if (askedHeaders != null && isListOfNames(askedHeaders)) {
            headers.put("access-control-allow-headers", askedHeaders);
        }
        headers.put("access-control-max-age", Long.toString(maxAgeSeconds));
        return headers;
    }

    private static boolean isListOfNames(String text) {
        return text.length() <= ASKED_LENGTH_MAX && text.matches("[A-Za-z0-9_, -]*");
    }
}
