package dev.warren.server;

import dev.warren.server.config.Endpoint;
import java.io.IOException;
import java.util.function.Consumer;

/// Opens a door on a thread of its own, so that AMQP clients need not wait for it.
final class Opener {

    /// Listens; fails when the port cannot be had.
    @FunctionalInterface
    interface Opening {
        void open() throws IOException;
    }

    private final Thread thread;

    /// @param name of the thread
    /// @param failed is told when the endpoint cannot be had after all
    Opener(String name, Endpoint endpoint, Opening opening, Consumer<StartupException> failed) {
        this.thread =
                Thread.ofPlatform()
                        .name(name)
                        .daemon()
                        .unstarted(() -> open(endpoint, opening, failed));
    }

    private static void open(
            Endpoint endpoint, Opening opening, Consumer<StartupException> failed) {
        try {
            opening.open();
        } catch (IOException e) {
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

    /// Waits until it is open, if it is about to be.
    void await() {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
