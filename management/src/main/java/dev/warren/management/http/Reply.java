package dev.warren.management.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An answer: a status, a body to be written as JSON (null: none; a text: as it is), and headers of
/// its own.
public record Reply(int status, @Nullable Object body, Map<String, String> headers) {

    /// A body that is written as it comes, until there is no more of it or nobody reads.
    @FunctionalInterface
    public interface Streamed {
        void write(OutputStream out) throws IOException;
    }

    public Reply {
        headers = Map.copyOf(headers);
    }

    public static Reply ok(Object body) {
        return new Reply(200, body, Map.of());
    }

    public static Reply created() {
        return new Reply(201, null, Map.of());
    }

    public static Reply noContent() {
        return new Reply(204, null, Map.of());
    }

    /// What a PUT answers, by whether the thing is new.
    public static Reply put(boolean isNew) {
        return isNew ? created() : noContent();
    }
}
