package dev.warren.codec.value;

/// Checks a field table without building it: what passes here, [FieldTableDecoder] decodes.
///
/// For the publish path, where a table is only passed on but must not reach a consumer broken.
final class FieldTableScanner {

    private FieldTableScanner() {}

    static void check(ByteCursor in) {
        table(in, 1);
    }

    /// Moves behind a name of the outermost table, to its value. False when it is not there.
    static boolean seek(ByteCursor in, ShortString wanted) {
        while (!in.isAtEnd()) {
            if (in.shortStringIs(wanted)) {
                return true;
            }
            value(in, 1);
        }
        return false;
    }

    private static void table(ByteCursor in, int depth) {
        if (in.isAtEnd()) {
            return;
        }
        FieldTableDecoder.checkDepth(in, depth);
        while (!in.isAtEnd()) {
            in.skipShortString();
            value(in, depth);
        }
    }

    private static void array(ByteCursor in, int depth) {
        FieldTableDecoder.checkDepth(in, depth);
        while (!in.isAtEnd()) {
            value(in, depth);
        }
    }

    private static void value(ByteCursor in, int depth) {
        byte tag = in.int8();
        switch (tag) {
            case 't', 'b', 'B' -> in.skip(1);
            case 's', 'u' -> in.skip(2);
            case 'I', 'i', 'f' -> in.skip(4);
            case 'l', 'L', 'd', 'T' -> in.skip(8);
            case 'D' -> in.skip(5);
            case 'S', 'x' -> in.skipLong();
            case 'A' -> array(in.nested(), depth + 1);
            case 'F' -> table(in.nested(), depth + 1);
            case 'V' -> {}
            default -> throw FieldTableDecoder.unknownType(in, tag);
        }
    }
}
