package dev.warren.conformance.durable;

import static com.rabbitmq.client.MessageProperties.PERSISTENT_BASIC;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import dev.warren.conformance.durable.AnswerTrap.Answer;
import java.io.IOException;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/// Publishes persistent messages as fast as they are confirmed, and tallies the confirms. Owned by
/// one thread; [#stop] is for another.
final class ConfirmingPublisher {

    private static final int UNCONFIRMED_MAX = 200;

    private final Channel channel;
    private final String exchange;
    private final List<String> queues;
    private final LongFunction<BasicProperties> properties;
    private final int bodyBytesMax;
    private final Tally tally;
    private final NavigableMap<Long, Long> unconfirmed = new ConcurrentSkipListMap<>();
    private final Random sizes = new Random();
    private volatile boolean isStopped;

    private ConfirmingPublisher(
            Channel channel,
            String exchange,
            List<String> queues,
            LongFunction<BasicProperties> properties,
            int bodyBytesMax,
            Tally tally)
            throws IOException {
        this.channel = channel;
        this.exchange = exchange;
        this.queues = queues;
        this.properties = properties;
        this.bodyBytesMax = bodyBytesMax;
        this.tally = tally;
        channel.confirmSelect();
        channel.addConfirmListener(this::confirmed, (tag, _) -> tally.fault("nack of " + tag));
    }

    /// To one queue, through the default exchange.
    static ConfirmingPublisher toQueue(Channel channel, String queue, int bodyBytesMax, Tally tally)
            throws IOException {
        return new ConfirmingPublisher(
                channel, "", List.of(queue), _ -> PERSISTENT_BASIC, bodyBytesMax, tally);
    }

    /// To the queue [Filled#QUEUE].
    static ConfirmingPublisher to(Channel channel, Filled filled, int bodyBytesMax, Tally tally)
            throws IOException {
        return new ConfirmingPublisher(
                channel,
                filled.exchange(),
                List.of(Filled.QUEUE),
                filled::properties,
                bodyBytesMax,
                tally);
    }

    /// To all the queues that are bound to a fanout exchange.
    static ConfirmingPublisher toAll(
            Channel channel, String exchange, List<String> queues, int bodyBytesMax, Tally tally)
            throws IOException {
        return new ConfirmingPublisher(
                channel, exchange, queues, _ -> PERSISTENT_BASIC, bodyBytesMax, tally);
    }

    private void confirmed(long tag, boolean isMultiple) {
        var done =
                isMultiple
                        ? unconfirmed.headMap(tag, true)
                        : unconfirmed.subMap(tag, true, tag, true);
        queues.forEach(queue -> tally.confirmed(queue, done.values()));
        done.clear();
        tally.trap().heard(Answer.CONFIRM);
    }

    /// Until the connection breaks or [#stop].
    void run() throws IOException {
        while (channel.isOpen() && !isStopped) {
            if (unconfirmed.size() >= UNCONFIRMED_MAX) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            } else {
                publish();
            }
        }
    }

    /// One message more.
    void publish() throws IOException {
        long id = tally.publishing();
        unconfirmed.put(channel.getNextPublishSeqNo(), id);
        channel.basicPublish(
                exchange,
                queues.getFirst(),
                properties.apply(id),
                Bodies.of(id, sizes.nextInt(bodyBytesMax)));
    }

    void stop() {
        isStopped = true;
    }

    /// How many of its messages have no answer.
    int unconfirmed() {
        return unconfirmed.size();
    }

    /// On a thread of its own; a broken connection ends it without a word.
    Thread start() {
        return Thread.ofVirtual().start(() -> Work.untilBroken(this::run, tally::fault));
    }
}
