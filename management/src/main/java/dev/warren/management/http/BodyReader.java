package dev.warren.management.http;

import dev.warren.codec.value.Bytes;
import dev.warren.engine.time.Clock;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;

/// Reads bodies: not too long, and not too slow.
final class BodyReader {

    /// The longest body that is taken.
    static final int BYTES_MAX = 10_000_000;

    /// A body that takes longer to come ends its request.
    static final long NANOS_MAX = TimeUnit.SECONDS.toNanos(30);

    private static final int CHUNK_BYTES = 8_192;

    private final Clock clock;

    BodyReader(Clock clock) {
        this.clock = clock;
    }

    /// 413 when it is too long, 408 when it comes too slowly.
    Bytes read(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > BYTES_MAX) {
            throw tooLarge();
        }
        long begun = clock.monotonicNanos();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        InputStream in = request.getInputStream();
        byte[] chunk = new byte[CHUNK_BYTES];
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
            body.write(chunk, 0, read);
            if (body.size() > BYTES_MAX) {
                throw tooLarge();
            }
            if (clock.monotonicNanos() - begun > NANOS_MAX) {
                throw new ApiException(408, "timeout", "The body came too slowly");
            }
        }
        return Bytes.owned(body.toByteArray());
    }

    private static ApiException tooLarge() {
        return new ApiException(
                413, "payload_too_large", "The body is larger than " + BYTES_MAX + " bytes");
    }
}
