package dev.warren.management.own;

import dev.warren.engine.broker.MessageMoves;
import dev.warren.engine.broker.MessageMoves.Outgoing;
import dev.warren.engine.queue.Look;
import dev.warren.engine.queue.QueueCounter;
import dev.warren.engine.queue.Seen;
import dev.warren.engine.queue.SeenMessage;
import dev.warren.management.http.ApiException;
import dev.warren.management.view.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Goes through a queue, page by page, and does something with the ready messages that are meant.
/// Run by one thread, looked at and cancelled by others.
///
/// It ends behind as many messages as were ready when it began, so that what it sends to the queue
/// itself does not keep it going. What is on its way when it is cancelled arrives all the same.
final class Job implements Runnable {

    private static final int PAGE_SIZE = MessageMoves.MOVED_MAX;

    /// How often it looks whether it is still wanted, while it waits.
    private static final long LOOK_SECONDS = 1;

    private static final Logger LOG = LoggerFactory.getLogger(Job.class);

    enum State {
        RUNNING,
        DONE,
        CANCELLED,
        FAILED
    }

    /// How far it is: messages it has looked at, those of them that are meant, and what came of
    /// these.
    private record Progress(long scanned, long matched, long done, long skipped) {

        Progress seen(int looked, int meant) {
            return new Progress(scanned + looked, matched + meant, done, skipped);
        }

        Progress acted(int succeeded, int failed) {
            return new Progress(scanned, matched, done + succeeded, skipped + failed);
        }
    }

    private final long id;
    private final JobOrder order;
    private final MessageMoves moves;
    private final long startedMillis;
    private volatile State state = State.RUNNING;
    private volatile boolean isCancelled;
    private volatile Progress progress = new Progress(0, 0, 0, 0);
    private volatile @Nullable String problem;

    Job(long id, JobOrder order, MessageMoves moves, long startedMillis) {
        this.id = id;
        this.order = order;
        this.moves = moves;
        this.startedMillis = startedMillis;
    }

    long id() {
        return id;
    }

    JobOrder order() {
        return order;
    }

    boolean isRunning() {
        return state == State.RUNNING;
    }

    /// It stops soon.
    void cancel() {
        isCancelled = true;
    }

    @Override
    public void run() {
        try {
            goThrough();
            state = isCancelled ? State.CANCELLED : State.DONE;
        } catch (ExecutionException e) {
            fail(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            state = State.CANCELLED;
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void fail(Throwable e) {
        LOG.warn("a job on {} has failed", order.queue(), e);
        problem = String.valueOf(e.getMessage());
        state = State.FAILED;
    }

    private void goThrough() throws ExecutionException, InterruptedException {
        long first = order.ids() == null ? 0 : Collections.min(order.ids());
        Look look = new Look(first, true, false, PAGE_SIZE, Look.BYTES_MAX);
        Seen seen = await(order.queue().browse(look));
        long ready = order.queue().counters().of(QueueCounter.READY);
        long left = Math.max(ready, seen.messages().size());
        while (true) {
            List<SeenMessage> page =
                    seen.messages().subList(0, (int) Math.min(left, seen.messages().size()));
            left -= page.size();
            act(meant(page));
            boolean isOver = seen.nextSequence() == Seen.NO_MORE || page.isEmpty();
            if (isOver || left == 0 || isCancelled || isBehindAll(seen)) {
                return;
            }
            seen = await(order.queue().browse(look.from(seen.nextSequence())));
        }
    }

    private boolean isBehindAll(Seen seen) {
        return order.ids() != null && seen.nextSequence() > Collections.max(order.ids());
    }

    private List<SeenMessage> meant(List<SeenMessage> page) {
        List<SeenMessage> meant = new ArrayList<>();
        for (SeenMessage seen : page) {
            boolean isNamed = order.ids() == null || order.ids().contains(seen.sequence());
            if (isNamed && order.filter().fits(seen.message())) {
                meant.add(seen);
            }
        }
        progress = progress.seen(page.size(), meant.size());
        return meant;
    }

    private void act(List<SeenMessage> meant) throws ExecutionException, InterruptedException {
        Destination destination = order.destination();
        if (destination == null) {
            List<Long> sequences = meant.stream().map(SeenMessage::sequence).toList();
            count(meant.size(), await(order.queue().remove(sequences)).size());
            return;
        }
        Map<SeenMessage, Outgoing> outgoing = new LinkedHashMap<>();
        for (SeenMessage seen : meant) {
            Outgoing sent =
                    destination.outgoingOrNull(order.queue().identity().vhost(), seen.message());
            if (sent != null && moves.hasTarget(sent)) {
                outgoing.put(seen, sent);
            }
        }
        if (order.action() == JobOrder.Action.COPY) {
            await(moves.copy(order.queue(), outgoing));
            count(meant.size(), outgoing.size());
        } else {
            count(meant.size(), await(moves.move(order.queue(), outgoing)));
        }
    }

    private void count(int wanted, int succeeded) {
        progress = progress.acted(succeeded, wanted - succeeded);
    }

    /// Waits as long as the job is wanted and the queue is there.
    private <T extends @Nullable Object> T await(CompletionStage<T> stage)
            throws ExecutionException, InterruptedException {
        while (true) {
            try {
                return stage.toCompletableFuture().get(LOOK_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException stillOnItsWay) {
                if (isCancelled) {
                    throw new InterruptedException("cancelled");
                }
                if (order.queue().isDeleted()) {
                    throw ApiException.notFound("the queue has been deleted");
                }
            }
        }
    }

    Map<String, Object> view() {
        Progress now = progress;
        Map<String, Object> view =
                Json.object(
                        "id",
                        id,
                        "action",
                        order.action().name().toLowerCase(Locale.ROOT),
                        "vhost",
                        order.queue().identity().vhost(),
                        "queue",
                        order.queue().identity().name().toString(),
                        "user",
                        order.user(),
                        "state",
                        state.name().toLowerCase(Locale.ROOT),
                        "started_at",
                        startedMillis,
                        "scanned",
                        now.scanned(),
                        "matched",
                        now.matched(),
                        "done",
                        now.done(),
                        "skipped",
                        now.skipped());
        String reason = problem;
        if (reason != null) {
            view.put("reason", reason);
        }
        return view;
    }
}
