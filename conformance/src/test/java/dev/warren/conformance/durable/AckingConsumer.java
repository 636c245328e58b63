package dev.warren.conformance.durable;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import java.io.IOException;
import java.util.Random;

/// Acks what it gets and tallies it; some of it it requeues or rejects instead.
final class AckingConsumer extends DefaultConsumer {

    private static final int PREFETCH = 50;

    private final String queue;
    private final Tally tally;

    /// One in so many is requeued, one in so many rejected; 0 for none.
    private final int oddOnes;

    private final Random random = new Random();

    private AckingConsumer(Channel channel, String queue, int oddOnes, Tally tally) {
        super(channel);
        this.queue = queue;
        this.oddOnes = oddOnes;
        this.tally = tally;
    }

    static void start(Channel channel, String queue, Tally tally) throws IOException {
        start(channel, queue, 0, tally);
    }

    /// One in `oddOnes` is requeued and one in `oddOnes` rejected.
    static void startRejecting(Channel channel, String queue, int oddOnes, Tally tally)
            throws IOException {
        start(channel, queue, oddOnes, tally);
    }

    private static void start(Channel channel, String queue, int oddOnes, Tally tally)
            throws IOException {
        channel.basicQos(PREFETCH);
        channel.basicConsume(queue, false, new AckingConsumer(channel, queue, oddOnes, tally));
    }

    @Override
    public void handleDelivery(
            String consumerTag, Envelope envelope, AMQP.BasicProperties properties, byte[] body)
            throws IOException {
        tally.saw(queue, body, envelope.isRedeliver());
        long tag = envelope.getDeliveryTag();
        switch (oddOnes == 0 ? -1 : random.nextInt(oddOnes)) {
            case 0 -> getChannel().basicNack(tag, false, true);
            case 1 -> getChannel().basicReject(tag, false);
            default -> getChannel().basicAck(tag, false);
        }
    }
}
