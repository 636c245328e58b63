package dev.warren.server.tls;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// OpenSSL's names for cipher suites, as RabbitMQ's configurations have them, in the standard's:
/// `ECDHE-RSA-AES256-GCM-SHA384` is `TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384`. Pure.
final class CipherNames {

    private static final Pattern OPENSSL =
            Pattern.compile(
                    "(?:(ECDHE-ECDSA|ECDHE-RSA|ECDH-ECDSA|ECDH-RSA|DHE-RSA|DHE-DSS)-)?"
                            + "(?:AES(128|256)-(?:(GCM|CCM8|CCM)-?)?(SHA256|SHA384|SHA)?"
                            + "|(CHACHA20-POLY1305))");

    private CipherNames() {}

    /// The standard's name. A name that is not OpenSSL's is given back as it is.
    static String standard(String name) {
        Matcher matcher = OPENSSL.matcher(name);
        if (!matcher.matches()) {
            return name;
        }
        String keys = matcher.group(1) == null ? "RSA" : matcher.group(1).replace('-', '_');
        return "TLS_" + keys + "_WITH_" + cipher(matcher);
    }

    private static String cipher(Matcher matcher) {
        if (matcher.group(5) != null) {
            return "CHACHA20_POLY1305_SHA256";
        }
        String mode = matcher.group(3) == null ? "CBC" : matcher.group(3);
        String hash = matcher.group(4) == null ? "" : "_" + matcher.group(4);
        String named = mode.equals("CCM8") ? "CCM_8" : mode;
        return "AES_" + matcher.group(2) + "_" + named + hash;
    }
}
