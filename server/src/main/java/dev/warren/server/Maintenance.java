package dev.warren.server;

import dev.warren.management.resource.NodeControl.Refused;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens and closes the doors of a node when it is asked to: one thing after another, in the order
/// in which they are asked for, and nothing once the node ends. Any thread but a lane.
final class Maintenance {

    /// RabbitMQ's words.
    private static final String STOPPED =
            "this command requires the 'rabbit' app to be running on the target node. Start it with 'rabbitmqctl start_app'.";

    /// How long clients may take to answer `connection.close`.
    static final long GOODBYE_MILLIS_MAX = 5_000;

    /// How long the end waits for what is being done. Whoever waits for clients then stops at once.
    private static final long END_WAITS_MILLIS_MAX = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(Maintenance.class);

    private final Doors doors;
    private final Runnable forgetTransient;
    private final long goodbyeMillisMax;

    /// Completes when whoever came last has done what it wanted.
    private final AtomicReference<CompletableFuture<Void>> last =
            new AtomicReference<>(CompletableFuture.allOf());

    private final CompletableFuture<Void> ending = new CompletableFuture<>();
    private volatile boolean isDrained;

    /// @param forgetTransient takes away what a restart would not bring back
    /// @param goodbyeMillisMax how long clients are waited for that are sent away
    Maintenance(Doors doors, Runnable forgetTransient, long goodbyeMillisMax) {
        this.doors = doors;
        this.forgetTransient = forgetTransient;
        this.goodbyeMillisMax = goodbyeMillisMax;
    }

    boolean isDrained() {
        return isDrained;
    }

    void stopApp() {
        inTurn(() -> {
            LOG.info("clients are sent away; start_app lets them in again");
            awaitGone(doors.close());
            forgetTransient.run();
        });
    }

    /// As a start of the process does, this ends maintenance.
    void startApp() {
        inTurn(() -> {
            letIn();
            isDrained = false;
        });
    }

    void suspend() {
        inTurn(() -> {
            requireStarted();
            doors.suspend();
            LOG.info("no more clients are let in; resume_listeners lets them in again");
        });
    }

    void resume() {
        inTurn(() -> {
            requireStarted();
            letIn();
        });
    }

    void drain() {
        inTurn(() -> {
            requireStarted();
            isDrained = true;
            LOG.warn("This node is being put into maintenance (drain) mode");
            Doors.Leaving clients = doors.drain();
            awaitGone(clients.gone());
            LOG.warn("Closed {} local client connections", clients.count());
        });
    }

    void revive() {
        inTurn(() -> {
            requireStarted();
            letIn();
            isDrained = false;
            LOG.info("This node is back from maintenance (drain) mode");
        });
    }

    private void requireStarted() {
        if (!doors.areOpen()) {
            throw new Refused(STOPPED);
        }
    }

    private void letIn() {
        try {
            doors.open();
            LOG.info("clients are let in again");
        } catch (StartupException e) {
            throw new Refused(e.text());
        }
    }

    /// From now on nothing is done, and nobody waits for clients. Does not wait.
    void beginEnd() {
        ending.complete(null);
    }

    /// Closes the doors for good, when what is being done is over or has had its time.
    void end() {
        beginEnd();
        CompletableFuture<Void> mine = new CompletableFuture<>();
        last.getAndSet(mine)
                .copy()
                .completeOnTimeout(null, END_WAITS_MILLIS_MAX, TimeUnit.MILLISECONDS)
                .join();
        try {
            awaitWithin(doors.end().toCompletableFuture().copy());
        } finally {
            mine.complete(null);
        }
    }

    private void inTurn(Runnable work) {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        last.getAndSet(mine).join();
        try {
            if (ending.isDone()) {
                throw new Refused("the node is stopping");
            }
            work.run();
        } finally {
            mine.complete(null);
        }
    }

    private void awaitGone(CompletionStage<Void> clients) {
        awaitWithin(clients.toCompletableFuture().acceptEither(ending, _ -> {}));
    }

    private void awaitWithin(CompletableFuture<Void> gone) {
        gone.completeOnTimeout(null, goodbyeMillisMax, TimeUnit.MILLISECONDS).join();
    }
}
