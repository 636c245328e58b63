package dev.warren.management.http;

import java.util.HashMap;
import java.util.Map;

/// Headers that all answers have, by their names in lower case. Those that keep a browser from harm
/// are strict unless the configuration says otherwise (`management.headers.*`,
/// `management.csp.policy`, `management.hsts.policy`).
public record AnswerHeaders(Map<String, String> byName) {

    public static final AnswerHeaders STRICT =
            new AnswerHeaders(
                    Map.of(
                            "x-content-type-options", "nosniff",
                            "x-frame-options", "DENY",
                            "content-security-policy", "default-src 'none'; frame-ancestors 'none'",
                            "referrer-policy", "no-referrer",
                            "cache-control", "no-cache"));

    public AnswerHeaders {
        byName = Map.copyOf(byName);
    }

    /// These, with others of the same name in their places.
    public AnswerHeaders with(Map<String, String> others) {
        Map<String, String> both = new HashMap<>(byName);
        both.putAll(others);
        return new AnswerHeaders(both);
    }
}
