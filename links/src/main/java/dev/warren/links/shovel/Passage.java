package dev.warren.links.shovel;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.Envelope;
import dev.warren.engine.time.Clock;
import dev.warren.links.LinkException;
import dev.warren.links.Unsettled;
import dev.warren.links.parameter.AckMode;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Carries messages from one end to the other, and settles them at the source when the mode of the
/// shovel allows it. Owned by the link's thread.
///
/// ```
///   arrived ──> publish ──> (on-publish: ack)
///                  │
///                  ├── confirmed ──> ack
///                  └── refused ────> requeued, after a pause
/// ```
final class Passage {

    /// What the destination has refused goes back to the source this late: it would come again at
    /// once.
    private static final long REFUSAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ShovelEnds ends;
    private final Readdressing readdressing;
    private final AckMode mode;
    private final ShovelProgress progress;
    private final Clock clock;
    private final Unsettled unsettled = new Unsettled();

    /// What arrives while the destination is blocked.
    private final Queue<Delivery> waiting = new ArrayDeque<>();

    /// When to give back what was refused; meaningful while something is.
    private long requeueNanos;

    Passage(
            ShovelEnds ends,
            Readdressing readdressing,
            AckMode mode,
            ShovelProgress progress,
            Clock clock) {
        this.ends = ends;
        this.readdressing = readdressing;
        this.mode = mode;
        this.progress = progress;
        this.clock = clock;
    }

    /// Returns when all that was to be moved has been, and is settled. Else it goes on until an end
    /// is gone.
    void carry() throws LinkException, InterruptedException {
        while (!isDone()) {
            ShovelEvent event = nextOrNull();
            if (event != null) {
                handle(event);
            }
            if (unsettled.hasRefused() && clock.monotonicNanos() - requeueNanos >= 0) {
                requeueRefused();
            }
            progress.setPending(unsettled.size());
        }
        requeueRefused();
    }

    private boolean isDone() {
        return progress.remaining() == 0 && unsettled.size() == 0;
    }

    private @Nullable ShovelEvent nextOrNull() throws InterruptedException {
        return unsettled.hasRefused()
                ? ends.events().poll(requeueNanos - clock.monotonicNanos(), TimeUnit.NANOSECONDS)
                : ends.events().take();
    }

    private void handle(ShovelEvent event) throws LinkException, InterruptedException {
        switch (event) {
            case ShovelEvent.Arrived(Delivery delivery) when progress.isBlocked() ->
                    waiting.add(delivery);
            case ShovelEvent.Arrived(Delivery delivery) -> forward(delivery);
            case ShovelEvent.Confirmed(long sequence, boolean isMultiple, boolean isTaken) ->
                    settle(unsettled.take(sequence, isMultiple), isTaken);
            case ShovelEvent.Blocked(boolean isBlocked) -> {
                progress.setBlocked(isBlocked);
                forwardWaiting();
            }
            case ShovelEvent.Broken(String reason) -> throw new LinkException(reason);
        }
    }

    private void forwardWaiting() throws LinkException, InterruptedException {
        while (!progress.isBlocked() && !waiting.isEmpty()) {
            forward(waiting.remove());
        }
    }

    /// What comes after the last message that was to be moved stays at the source.
    private void forward(Delivery delivery) throws LinkException, InterruptedException {
        if (progress.remaining() > 0) {
            publish(delivery);
            progress.forwarded();
        }
        ends.forget(delivery);
    }

    private void publish(Delivery delivery) throws LinkException, InterruptedException {
        Envelope envelope = delivery.getEnvelope();
        BasicProperties properties = readdressing.properties(delivery.getProperties());
        long sequence =
                ends.destination()
                        .call(channel -> {
                            long next = channel.getNextPublishSeqNo();
                            channel.basicPublish(
                                    readdressing.exchange(envelope),
                                    readdressing.key(envelope),
                                    properties,
                                    delivery.getBody());
                            return next;
                        });
        switch (mode) {
            case ON_CONFIRM ->
                    unsettled.sent(sequence, envelope.getDeliveryTag(), delivery.getBody().length);
            case ON_PUBLISH -> ack(envelope.getDeliveryTag(), false);
            case NO_ACK -> {}
        }
    }

    private void settle(List<Unsettled.Sent> known, boolean isTaken)
            throws LinkException, InterruptedException {
        if (isTaken) {
            for (Unsettled.Ack ack : unsettled.acks(known)) {
                ack(ack.tag(), ack.isMultiple());
            }
        } else {
            if (!unsettled.hasRefused()) {
                requeueNanos = clock.monotonicNanos() + REFUSAL_NANOS;
            }
            unsettled.refuse(known);
        }
    }

    private void ack(long tag, boolean isMultiple) throws LinkException, InterruptedException {
        ends.source()
                .call(channel -> {
                    channel.basicAck(tag, isMultiple);
                    return true;
                });
    }

    private void requeueRefused() throws LinkException, InterruptedException {
        for (long tag : unsettled.refused()) {
            ends.source()
                    .call(channel -> {
                        channel.basicNack(tag, false, true);
                        return true;
                    });
            unsettled.givenBack(tag);
        }
    }
}
