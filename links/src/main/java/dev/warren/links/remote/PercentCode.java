package dev.warren.links.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/// `%2F` and its kin in URIs. A plus sign is a plus sign.
final class PercentCode {

    private static final int HEX = 16;

    private PercentCode() {}

    static String decode(String text) throws UriSyntaxException {
        if (text.indexOf('%') < 0) {
            return text;
        }
        byte[] bytes = text.getBytes(UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '%') {
                out.write(bytes[i]);
                continue;
            }
            int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], HEX) : -1;
            int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], HEX) : -1;
            if (high < 0 || low < 0) {
                throw new UriSyntaxException("a percent sign is not followed by two digits");
            }
            out.write(high * HEX + low);
            i += 2;
        }
        return out.toString(UTF_8);
    }
}
