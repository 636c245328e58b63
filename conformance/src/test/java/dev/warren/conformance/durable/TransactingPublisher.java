package dev.warren.conformance.durable;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.MessageProperties;
import dev.warren.conformance.durable.AnswerTrap.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Publishes in transactions and tallies what was committed and what was rolled back. Owned by one
/// thread.
final class TransactingPublisher {

    private static final int MESSAGES_MAX = 10;
    private static final int BODY_BYTES_MAX = 500;

    private final Channel channel;
    private final String queue;
    private final Tally tally;
    private final Random random = new Random();

    TransactingPublisher(Channel channel, String queue, Tally tally) throws IOException {
        this.channel = channel;
        this.queue = queue;
        this.tally = tally;
        channel.txSelect();
    }

    /// Until the connection breaks.
    void run() throws IOException {
        while (channel.isOpen()) {
            List<Long> ids = publishSome();
            if (random.nextInt(4) > 0) {
                channel.txCommit();
                tally.confirmed(queue, ids);
                tally.trap().heard(Answer.COMMIT);
            } else {
                channel.txRollback();
                tally.gone(queue, ids);
            }
        }
    }

    private List<Long> publishSome() throws IOException {
        List<Long> ids = new ArrayList<>();
        for (int i = random.nextInt(MESSAGES_MAX); i >= 0; i--) {
            long id = tally.publishing();
            ids.add(id);
            channel.basicPublish(
                    "",
                    queue,
                    MessageProperties.PERSISTENT_BASIC,
                    Bodies.of(id, random.nextInt(BODY_BYTES_MAX)));
        }
        return ids;
    }
}
