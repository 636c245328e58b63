package dev.warren.engine.queue.home;

import dev.warren.codec.value.AmqpException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// How the answer to a command becomes a stage: what the client did wrong fails it.
final class Answers {

    private Answers() {}

    static <T extends @Nullable Object> CompletionStage<T> of(
            Supplier<CompletionStage<T>> command) {
        try {
            return command.get();
        } catch (AmqpException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /// Runs the command; its answer completes the other stage.
    static <T extends @Nullable Object> void forward(
            Supplier<CompletionStage<T>> command, CompletableFuture<T> answer) {
        of(command)
                .whenComplete(
                        (value, failure) -> {
                            if (failure == null) {
                                answer.complete(value);
                            } else {
                                answer.completeExceptionally(failure);
                            }
                        });
    }
}
