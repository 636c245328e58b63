package dev.warren.conformance.durable;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.MessageProperties;
import dev.warren.conformance.durable.AnswerTrap.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeoutException;

/// Fills a queue and empties it again, by a purge or by deleting and declaring it. What an answered
/// one has dropped must not come back. Lives longer than the broker; owned by one thread at a time.
final class Emptier {

    private static final long PATIENCE_MILLIS = 30_000;
    private static final int MESSAGES_MAX = 20;
    private static final int BODY_BYTES_MAX = 500;

    private final String queue;
    private final Tally tally;
    private final Random random = new Random();

    /// Everything since the queue was last known to be empty, confirmed or not.
    private final List<Long> published = new ArrayList<>();

    Emptier(String queue, Tally tally) {
        this.queue = queue;
        this.tally = tally;
    }

    /// Until the connection breaks.
    void run(Channel channel) throws IOException, InterruptedException, TimeoutException {
        declare(channel);
        channel.confirmSelect();
        while (channel.isOpen()) {
            fill(channel);
            tally.dropping(queue, published);
            if (random.nextBoolean()) {
                channel.queuePurge(queue);
                dropped();
            } else {
                channel.queueDelete(queue);
                dropped();
                declare(channel);
            }
            fill(channel);
        }
    }

    private void declare(Channel channel) throws IOException {
        channel.queueDeclare(queue, true, false, false, Map.of());
    }

    private void fill(Channel channel) throws IOException, InterruptedException, TimeoutException {
        List<Long> ids = new ArrayList<>();
        for (int i = random.nextInt(MESSAGES_MAX); i >= 0; i--) {
            long id = tally.publishing();
            ids.add(id);
            published.add(id);
            channel.basicPublish(
                    "",
                    queue,
                    MessageProperties.PERSISTENT_BASIC,
                    Bodies.of(id, random.nextInt(BODY_BYTES_MAX)));
        }
        channel.waitForConfirmsOrDie(PATIENCE_MILLIS);
        tally.confirmed(queue, ids);
    }

    private void dropped() {
        tally.gone(queue, published);
        published.clear();
        tally.trap().heard(Answer.EMPTIED);
    }
}
