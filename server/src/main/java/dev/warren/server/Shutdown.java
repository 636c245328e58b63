package dev.warren.server;

import ch.qos.logback.classic.LoggerContext;
import dev.warren.server.data.DataDirectory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The end of the process, in order: node, data directory, log.
///
/// It is the JVM's shutdown hook, so SIGTERM, SIGINT and an end of the node's own take the same
/// way. It ends with `halt`, because the JVM would answer a signal with 143 or 130, and an orderly
/// stop is a success.
final class Shutdown implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

    /// Longer than the close handshakes of connections may take, shorter than the patience of a
    /// service manager.
    private static final Duration STOP_MAX = Duration.ofSeconds(20);

    private final NodeProcess node;
    private final DataDirectory directory;
    private final LoggerContext context;
    private final AtomicReference<ExitCode> code = new AtomicReference<>(ExitCode.OK);

    private volatile boolean isAsked;

    Shutdown(NodeProcess node, DataDirectory directory, LoggerContext context) {
        this.node = node;
        this.directory = directory;
        this.context = context;
    }

    /// Waits until the node ends by itself. Called by the main thread, which then exits with the
    /// code.
    ExitCode awaitEnd() {
        ExitCode reason = node.ended().join();
        code.set(reason);
        return reason;
    }

    /// Whether the process is to end. Any thread.
    boolean isAsked() {
        return isAsked;
    }

    @Override
    public void run() {
        isAsked = true;
        LOG.info("Warren is asked to stop");
        if (!stopsInTime()) {
            code.set(ExitCode.INTERNAL_ERROR);
        }
        directory.close();
        LOG.info("Warren has stopped");
        context.stop();
        Runtime.getRuntime().halt(code.get().status());
    }

    private boolean stopsInTime() {
        var hasStopped = new AtomicBoolean();
        Thread stopper =
                Thread.ofPlatform()
                        .name("stop")
                        .daemon()
                        .start(() -> {
                            node.stop();
                            hasStopped.set(true);
                        });
        try {
            if (!stopper.join(STOP_MAX)) {
                LOG.error("the node did not stop within {} s", STOP_MAX.toSeconds());
            }
        } catch (InterruptedException e) {
            LOG.error("the stop was interrupted", e);
        }
        return hasStopped.get();
    }
}
