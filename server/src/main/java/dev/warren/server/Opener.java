package dev.warren.server;

import dev.warren.server.config.Endpoint;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens a door on a thread of its own, so that AMQP clients need not wait for it.
final class Opener {

    /// Listens; fails when the port cannot be had.
    @FunctionalInterface
    interface Opening {
        void open() throws IOException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Opener.class);

    private final Thread thread;
    private final CompletableFuture<Void> tried = new CompletableFuture<>();

    /// @param name of the thread
    /// @param failed is told when the endpoint cannot be had after all
    Opener(String name, Endpoint endpoint, Opening opening, Consumer<StartupException> failed) {
        this.thread =
                Thread.ofPlatform()
                        .name(name)
                        .daemon()
                        .unstarted(() -> {
                            open(endpoint, opening, failed);
                            tried.complete(null);
                        });
    }

    private static void open(
            Endpoint endpoint, Opening opening, Consumer<StartupException> failed) {
        try {
            opening.open();
        } catch (IOException | RuntimeException e) {
            LOG.debug("cannot open {}", endpoint, e);
            failed.accept(PortCheck.cannotListen(endpoint, cause(e)));
        }
    }

    /// What the operating system said, at the end of the chain.
    private static Throwable cause(Throwable e) {
        Throwable last = e;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return last;
    }

    /// Begins to open, and returns at once.
    void start() {
        thread.start();
    }

    /// Completes when it is open, or cannot be.
    CompletableFuture<Void> tried() {
        return tried;
    }

    /// Waits until it is open, if it is about to be.
    void await() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
