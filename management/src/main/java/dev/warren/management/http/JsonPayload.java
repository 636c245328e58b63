package dev.warren.management.http;

import dev.warren.codec.value.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// The body of a message as the body of a request has it: `payload`, and `payload_encoding`.
public final class JsonPayload {

    private JsonPayload() {}

    /// 400 when it is no text, or not encoded as it says.
    public static Bytes of(JsonBody body) {
        if (!body.value("payload").isTextual()) {
            throw ApiException.badRequest("payload_not_string");
        }
        String payload = body.text("payload");
        String encoding = body.text("payload_encoding");
        return switch (encoding) {
            case "string" -> Bytes.owned(payload.getBytes(StandardCharsets.UTF_8));
            case "base64" -> base64(payload);
            default -> throw ApiException.badTerm("unsupported_encoding", encoding);
        };
    }

    private static Bytes base64(String payload) {
        try {
            return Bytes.owned(Base64.getDecoder().decode(payload));
        } catch (IllegalArgumentException e) {
            throw ApiException.badTerm("not_base64", payload);
        }
    }
}
