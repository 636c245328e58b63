package dev.warren.management.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.warren.codec.value.Bytes;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A body as browsers send a form with a file (`multipart/form-data`, RFC 7578).
public final class MultipartForm {

    private static final String TYPE = "multipart/form-data";
    private static final String END_OF_HEADERS = "\r\n\r\n";

    private static final Pattern BOUNDARY =
            Pattern.compile("boundary=(?:\"([^\"]{1,70})\"|([^;\\s\"]{1,70}))");
    private static final Pattern NAME =
            Pattern.compile("(?i)content-disposition:[^\\r\\n]*[;\\s]name=\"?([^\";\\r\\n]*)");

    private MultipartForm() {}

    /// Whether a body of this type is such a form.
    public static boolean is(@Nullable String contentType) {
        return contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith(TYPE);
    }

    /// What a field of the form holds, or null when it has no such field. 400 when it is no form.
    public static @Nullable Bytes fieldOrNull(Bytes body, String contentType, String field) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            throw ApiException.badRequest("the form has no boundary");
        }
        String named = boundary.group(1);
        String delimiter = "--" + (named == null ? boundary.group(2) : named);
        // One character for each byte.
        String text = new String(body.array(), ISO_8859_1);
        int part = text.indexOf(delimiter);
        while (part >= 0) {
            int begin = part + delimiter.length();
            int headersEnd = text.indexOf(END_OF_HEADERS, begin);
            int next = text.indexOf("\r\n" + delimiter, begin);
            if (next < 0 || headersEnd < 0 || headersEnd > next) {
                return null;
            }
            Matcher name = NAME.matcher(text.substring(begin, headersEnd));
            if (name.find() && name.group(1).equals(field)) {
                int from = Math.min(headersEnd + END_OF_HEADERS.length(), next);
                String content = text.substring(from, next);
                return Bytes.owned(content.getBytes(ISO_8859_1));
            }
            part = next + 2;
        }
        return null;
    }
}
