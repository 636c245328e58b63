package dev.warren.server.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds the key that was probably meant.
final class NearestKey {

    /// A key further away than this share of its length is another key, not a mistyped one.
    private static final double DISTANCE_MAX = 0.34;

    private NearestKey() {}

    /// The first of the nearest patterns, so the caller puts those first that do something.
    static @Nullable String orNull(String key, List<KeyPattern> patterns) {
        List<String> words = KeyPattern.words(key);
        int least = (int) Math.floor(key.length() * DISTANCE_MAX) + 1;
        String nearest = null;
        for (KeyPattern pattern : patterns) {
            String candidate = pattern.filledFrom(words);
            int distance =
                    Math.abs(candidate.length() - key.length()) >= least
                            ? least
                            : EditDistance.between(key, candidate);
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest;
    }
}
