package dev.warren.engine.broker;

import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.auth.Access;
import dev.warren.engine.lane.Lane;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.ConfirmSink;
import dev.warren.engine.queue.Distribution;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.routing.ExtraKeys;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/// Publishes messages one by one for those who have no channel, such as clients of the HTTP API:
/// checked, routed, traced and confirmed as a channel would do it. Any thread.
public final class SinglePublisher {

    /// How the firehose names where these messages come from.
    private static final String CONNECTION = "HTTP API";

    private final Broker broker;

    /// Where messages leave for their queues.
    private final Lane lane;

    SinglePublisher(Broker broker, Lane lane) {
        this.broker = broker;
        this.lane = lane;
    }

    /// Completes, on any lane, when every queue has the message as safe as it promises: true; false
    /// when it went to no queue, or one refused it.
    ///
    /// Throws 403, 404 and 406 as a channel is closed with them, and
    /// [dev.warren.engine.auth.RightsPending] before anything has been done.
    public CompletionStage<Boolean> publish(Access access, Message published) {
        byte[] content = published.content();
        int headerLength = published.headerLength();
        PublishChecks.check(
                content, headerLength, ContentHeader.flags(content, 0, headerLength), access);
        Destinations destinations =
                broker.destinations(access, published.exchange(), published.routingKey());
        List<ShortString> extraKeys = ExtraKeys.of(published);
        if (extraKeys.isEmpty()) {
            return hand(access, published, destinations.of(published));
        }
        Queue[] queues = destinations.of(published, extraKeys);
        Message message = ExtraKeys.withoutBlindKeys(published);
        message.passKeys(published.passedKeys());
        return hand(access, message, queues);
    }

    private CompletionStage<Boolean> hand(Access access, Message message, Queue[] queues) {
        Answer answer = new Answer(queues.length);
        String user = access.user().name();
        TracePoint point = new TracePoint(access.vhost(), CONNECTION, 1, user, lane);
        lane.execute(() -> {
            broker.firehose().published(point, message, queues);
            Distribution.publish(
                    message, List.of(queues), broker.ledger().ofLane(lane.index()), answer);
        });
        return answer.taken;
    }

    /// Waits for all queues of one message.
    private static final class Answer implements ConfirmSink {

        private final CompletableFuture<Boolean> taken = new CompletableFuture<>();
        private final AtomicInteger due;

        Answer(int queues) {
            due = new AtomicInteger(queues);
            if (queues == 0) {
                taken.complete(false);
            }
        }

        @Override
        public void confirmed(long number) {
            if (due.decrementAndGet() == 0) {
                taken.complete(true);
            }
        }

        @Override
        public void refused(long number) {
            taken.complete(false);
        }
    }
}
