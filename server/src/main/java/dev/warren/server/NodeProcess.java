package dev.warren.server;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A node that has started, as whoever started it sees it.
public interface NodeProcess {

    /// Where it listens, as it is printed: `TCP listener on [::]:5672`.
    List<String> listening();

    /// Completes when the HTTP doors are open too, if there are any, or cannot be opened. AMQP
    /// clients are served already.
    CompletableFuture<Void> opened();

    /// Completes if the node must end by itself, with the reason; stays open as long as it serves.
    CompletableFuture<ExitCode> ended();

    /// Stops listening, ends connections and everything behind them, and returns when that is done.
    void stop();
}
