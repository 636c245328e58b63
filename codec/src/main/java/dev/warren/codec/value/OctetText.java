package dev.warren.codec.value;

/// Octets as RabbitMQ shows them in the texts of frame errors: as an Erlang binary.
///
/// Clients never parse these, but people search for them.
public final class OctetText {

    private OctetText() {}

    /// Always numbers: `<<0,50,255>>`.
    public static String numbers(byte[] octets) {
        var text = new StringBuilder("<<");
        for (int i = 0; i < octets.length; i++) {
            text.append(i == 0 ? "" : ",").append(octets[i] & 0xFF);
        }
        return text.append(">>").toString();
    }

    /// Text when every octet is a printable Latin-1 character, numbers otherwise: `<<"GET">>`.
    public static String textOrNumbers(byte[] octets) {
        if (octets.length == 0) {
            return "<<>>";
        }
        var text = new StringBuilder("<<\"");
        for (byte octet : octets) {
            int c = octet & 0xFF;
            if (!isPrintable(c)) {
                return numbers(octets);
            }
            text.append(printed((char) c));
        }
        return text.append("\">>").toString();
    }

    private static boolean isPrintable(int c) {
        return (c >= ' ' && c < 0x7F) || c >= 0xA0 || (c >= '\b' && c <= '\r') || c == 0x1B;
    }

    private static String printed(char c) {
        return switch (c) {
            case '\b' -> "\\b";
            case '\t' -> "\\t";
            case '\n' -> "\\n";
            case 0x0B -> "\\v";
            case '\f' -> "\\f";
            case '\r' -> "\\r";
            case 0x1B -> "\\e";
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            default -> String.valueOf(c);
        };
    }
}
