package dev.warren.management.http;

import dev.warren.codec.value.AmqpException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A request's thread waits for a lane, which never waits for a request.
public final class Waits {

    /// So long a request waits for the engine.
    public static final long SECONDS_MAX = 30;

    /// So many rights one request may have to ask for.
    static final int RIGHTS_MAX = 10_000;

    private Waits() {}

    /// What the stage completes with. Throws the [AmqpException] it fails with; 503 when it takes
    /// too long.
    public static <T extends @Nullable Object> T on(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(SECONDS_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AmqpException refused) {
                throw refused;
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new ApiException(503, "timeout", "The node did not answer in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException(503, "unavailable", "The node is stopping");
        }
    }
}
