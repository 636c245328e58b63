package dev.warren.engine.exchange;

import java.util.List;

/// Topic matching as one would explain it, for comparing: slow, and easy to believe.
final class NaiveTopic {

    private NaiveTopic() {}

    static boolean matches(String pattern, String key) {
        return matches(words(pattern), words(key));
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split("\\.", -1));
    }

    private static boolean matches(List<String> pattern, List<String> key) {
        if (pattern.isEmpty()) {
            return key.isEmpty();
        }
        String first = pattern.getFirst();
        List<String> rest = pattern.subList(1, pattern.size());
        if (first.equals("#")) {
            return matches(rest, key)
                    || (!key.isEmpty() && matches(pattern, key.subList(1, key.size())));
        }
        return !key.isEmpty()
                && (first.equals("*") || first.equals(key.getFirst()))
                && matches(rest, key.subList(1, key.size()));
    }
}
