package dev.warren.management.http;

import dev.warren.codec.value.Bytes;
import dev.warren.engine.time.Clock;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Reads bodies: not too long, not too slow, and not too many at a time.
final class BodyReader {

    /// A body that takes longer to come ends its request.
    static final long NANOS_MAX = TimeUnit.SECONDS.toNanos(30);

    /// The longest body that is taken of somebody who is not logged in.
    static final int STRANGERS_BYTES_MAX = 16 * 1024;

    /// So many bodies of those who are come at once.
    static final int BODIES_MAX = 16;

    private static final int CHUNK_BYTES = 8_192;

    private final Clock clock;
    private final int bytesMax;
    private final Semaphore places = new Semaphore(BODIES_MAX);

    /// @param bytesMax the longest body that is taken
    BodyReader(Clock clock, int bytesMax) {
        this.clock = clock;
        this.bytesMax = bytesMax;
    }

    /// Whether there is a body to wait for.
    static boolean isThere(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("transfer-encoding") != null;
    }

    /// What somebody sends who is logged in. 413 when it is too long, 408 when it comes too slowly,
    /// 400 when it breaks off, 503 when too many others send.
    Bytes read(HttpServletRequest request) throws InterruptedException {
        if (!places.tryAcquire(Waits.SECONDS_MAX, TimeUnit.SECONDS)) {
            throw new ApiException(503, "busy", "Too many bodies at once");
        }
        try {
            return read(request, bytesMax);
        } finally {
            places.release();
        }
    }

    /// What anybody sends, which is short. Errors as of [#read].
    Bytes readOfStranger(HttpServletRequest request) {
        return read(request, Math.min(STRANGERS_BYTES_MAX, bytesMax));
    }

    private Bytes read(HttpServletRequest request, int most) {
        try {
            return readAll(request, most);
        } catch (IOException e) {
            throw e.getCause() instanceof TimeoutException
                    ? tooSlow()
                    : ApiException.badRequest("The body breaks off");
        }
    }

    private Bytes readAll(HttpServletRequest request, int most) throws IOException {
        if (request.getContentLengthLong() > most) {
            throw tooLarge(most);
        }
        long begun = clock.monotonicNanos();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        InputStream in = request.getInputStream();
        byte[] chunk = new byte[CHUNK_BYTES];
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
            body.write(chunk, 0, read);
            if (body.size() > most) {
                throw tooLarge(most);
            }
            if (clock.monotonicNanos() - begun > NANOS_MAX) {
                throw tooSlow();
            }
        }
        return Bytes.owned(body.toByteArray());
    }

    private static ApiException tooSlow() {
        return new ApiException(408, "timeout", "The body came too slowly");
    }

    private static ApiException tooLarge(int most) {
        return new ApiException(
                413, "payload_too_large", "The body is larger than " + most + " bytes");
    }
}
