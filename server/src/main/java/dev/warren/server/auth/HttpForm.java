package dev.warren.server.auth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.warren.codec.value.ShortString;
import java.net.URLEncoder;

/// What a web service is asked: names and values, written as in the query of an address. Names and
/// keys need not be UTF-8: their bytes go as they are.
final class HttpForm {

    private final StringBuilder text = new StringBuilder();

    HttpForm add(String name, String value) {
        return addEncoded(name, URLEncoder.encode(value, UTF_8));
    }

    HttpForm add(String name, ShortString value) {
        return addEncoded(
                name, URLEncoder.encode(new String(value.array(), ISO_8859_1), ISO_8859_1));
    }

    private HttpForm addEncoded(String name, String value) {
        text.append(text.isEmpty() ? "" : "&").append(name).append('=').append(value);
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
