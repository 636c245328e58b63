package dev.warren.management.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A name and a password, as HTTP's Basic authentication has them (RFC 7617).
record Credentials(String user, String password) {

    private static final String BASIC = "basic ";

    /// Null when the header is of another scheme; 400 when it is of this one and broken.
    static @Nullable Credentials ofOrNull(String header) {
        if (!header.toLowerCase(Locale.ROOT).startsWith(BASIC)) {
            return null;
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
            String both = new String(bytes, UTF_8);
            int colon = both.indexOf(':');
            if (colon >= 0) {
                return new Credentials(both.substring(0, colon), both.substring(colon + 1));
            }
        } catch (IllegalArgumentException e) {
            throw new ApiException(400, null, "bad credentials");
        }
        throw new ApiException(400, null, "bad credentials");
    }

    /// Keeps the password out of logs.
    @Override
    public String toString() {
        return "Credentials[" + user + "]";
    }
}
