package dev.warren.server.config;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A key, or a family of keys: words between dots, where a word like `$name` stands for any one
/// word.
///
/// In a written key a dot that belongs to a word is escaped: `loopback_users.jane\.doe`.
record KeyPattern(String text, List<String> words) {

    KeyPattern {
        words = List.copyOf(words);
    }

    static KeyPattern of(String text) {
        return new KeyPattern(text, words(text));
    }

    static List<String> words(String key) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            if (c == '\\' && i + 1 < key.length()) {
                i++;
                word.append(key.charAt(i));
            } else if (c == '.') {
                words.add(word.toString());
                word.setLength(0);
            } else {
                word.append(c);
            }
        }
        words.add(word.toString());
        return words;
    }

    /// A word as it is written in a key.
    static String word(String word) {
        return word.replace("\\", "\\\\").replace(".", "\\.");
    }

    boolean matches(List<String> key) {
        if (key.size() != words.size()) {
            return false;
        }
        for (int i = 0; i < key.size(); i++) {
            boolean same =
                    isVariable(words.get(i))
                            ? !key.get(i).isEmpty()
                            : words.get(i).equals(key.get(i));
            if (!same) {
                return false;
            }
        }
        return true;
    }

    /// What the variable word stands for in `key`, which matches; null if this pattern is one key
    /// only.
    @Nullable String variableOrNull(List<String> key) {
        for (int i = 0; i < words.size(); i++) {
            if (isVariable(words.get(i))) {
                return key.get(i);
            }
        }
        return null;
    }

    /// This pattern with its variables filled from `key`, to compare a mistyped key with.
    String filledFrom(List<String> key) {
        var filled = new ArrayList<String>();
        for (int i = 0; i < words.size(); i++) {
            boolean takes = isVariable(words.get(i)) && i < key.size();
            filled.add(takes ? key.get(i) : words.get(i));
        }
        return String.join(".", filled);
    }

    private static boolean isVariable(String word) {
        return word.startsWith("$");
    }
}
