package dev.warren.cli.command;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The names of cipher suites, from the standard's to OpenSSL's, which configurations use. Pure.
final class CipherSuites {

    private static final Pattern STANDARD =
            Pattern.compile(
                    "TLS_(\\w+?)_WITH_(?:AES_(128|256)_(CBC|GCM|CCM_8|CCM)(?:_(SHA\\d*))?|(CHACHA20_POLY1305)_SHA256)");

    private CipherSuites() {}

    /// `TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384` is `ECDHE-RSA-AES256-SHA384`. Those of TLS 1.3, and
    /// those that OpenSSL has no short name for, keep their names.
    static String openssl(String standard) {
        Matcher matcher = STANDARD.matcher(standard);
        if (!matcher.matches()) {
            return standard;
        }
        String keys = matcher.group(1).replace('_', '-');
        String before =
                switch (keys) {
                    case "RSA" -> "";
                    case "DH-anon" -> "ADH-";
                    case "ECDH-anon" -> "AECDH-";
                    default -> keys + "-";
                };
        return before + cipher(matcher);
    }

    private static String cipher(Matcher matcher) {
        if (matcher.group(5) != null) {
            return "CHACHA20-POLY1305";
        }
        String mode =
                switch (matcher.group(3)) {
                    case "CBC" -> "";
                    case "CCM_8" -> "-CCM8";
                    default -> "-" + matcher.group(3);
                };
        String hash = matcher.group(4) == null ? "" : "-" + matcher.group(4);
        return "AES" + matcher.group(2) + mode + hash;
    }
}
