package dev.warren.engine.exchange;

import dev.warren.codec.value.ShortString;

/// A topic key cut at its dots. The words are kept as the bytes they are; a word may be empty.
///
/// The empty key has no words, `.` has two empty ones, `a.` has `a` and an empty one (as in
/// RabbitMQ 3.10).
final class Words {

    private static final byte DOT = '.';
    private static final Words NONE = new Words(new ShortString[0]);

    private final ShortString[] words;

    private Words(ShortString[] words) {
        this.words = words;
    }

    static Words of(ShortString key) {
        if (key.isEmpty()) {
            return NONE;
        }
        byte[] bytes = key.array();
        ShortString[] words = new ShortString[1 + dotsIn(bytes)];
        int start = 0;
        int count = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == DOT) {
                words[count++] = ShortString.copyOf(bytes, start, i - start);
                start = i + 1;
            }
        }
        words[count] = ShortString.copyOf(bytes, start, bytes.length - start);
        return new Words(words);
    }

    private static int dotsIn(byte[] bytes) {
        int dots = 0;
        for (byte b : bytes) {
            if (b == DOT) {
                dots++;
            }
        }
        return dots;
    }

    int count() {
        return words.length;
    }

    ShortString word(int index) {
        return words[index];
    }
}
