package dev.warren.engine.auth.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.warren.codec.value.Bytes;

/// `PLAIN` (RFC 4616): `NUL user NUL password`. To act for somebody else (authzid) is refused, as
/// in RabbitMQ.
public final class Plain implements SaslMechanism {

    static final String NAME = "PLAIN";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public SaslStep step(Bytes response) {
        int passwordStart = indexOfNul(response, 1) + 1;
        if (indexOfNul(response, 0) != 0
                || passwordStart == 0
                || indexOfNul(response, passwordStart) >= 0) {
            // RabbitMQ repeats the response here; a mistyped password has no place in a log.
            return new SaslStep.Malformed("response invalid");
        }
        byte[] bytes = response.array();
        String user = new String(bytes, 1, passwordStart - 2, UTF_8);
        int length = bytes.length - passwordStart;
        return new SaslStep.Attempt(user, Bytes.copyOf(bytes, passwordStart, length));
    }

    private static int indexOfNul(Bytes bytes, int from) {
        for (int i = from; i < bytes.length(); i++) {
            if (bytes.byteAt(i) == 0) {
                return i;
            }
        }
        return -1;
    }
}
