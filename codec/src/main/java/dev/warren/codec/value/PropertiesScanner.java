package dev.warren.codec.value;

/// Steps through encoded properties without decoding them.
final class PropertiesScanner {

    private static final int FIRST = PropertyFlags.CONTENT_TYPE;
    private static final int LAST = PropertyFlags.CLUSTER_ID;

    private PropertiesScanner() {}

    /// Moves from the flags to a property. False when it is not there.
    static boolean seek(ByteCursor in, int wanted) {
        int flags = in.uint16();
        if ((flags & wanted) == 0) {
            return false;
        }
        for (int flag = FIRST; flag > wanted; flag >>= 1) {
            if ((flags & flag) != 0) {
                skip(in, flag);
            }
        }
        return true;
    }

    /// Throws unless flags and properties can be decoded and fill the cursor exactly.
    static void check(ByteCursor in) {
        int flags = in.uint16();
        for (int flag = FIRST; flag >= LAST; flag >>= 1) {
            if ((flags & flag) == 0) {
                continue;
            }
            if (flag == PropertyFlags.HEADERS) {
                FieldTableScanner.check(in.nested());
            } else {
                skip(in, flag);
            }
        }
        if (!in.isAtEnd()) {
            throw in.malformed("goes on after the last property");
        }
    }

    private static void skip(ByteCursor in, int flag) {
        switch (flag) {
            case PropertyFlags.HEADERS -> in.skipLong();
            case PropertyFlags.DELIVERY_MODE, PropertyFlags.PRIORITY -> in.skip(1);
            case PropertyFlags.TIMESTAMP -> in.skip(8);
            default -> in.skipShortString();
        }
    }
}
