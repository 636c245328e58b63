package dev.warren.conformance.support;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.Envelope;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// A consumer that keeps what it gets until the test asks. Filled by the client's dispatch thread,
/// emptied by the test's.
public final class Inbox extends DefaultConsumer {
    private final BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();
    private final CountDownLatch cancelledByBroker = new CountDownLatch(1);
    private final CountDownLatch cancelConfirmed = new CountDownLatch(1);

    public Inbox(Channel channel) {
        super(channel);
    }

    /// The next delivery; fails when none comes.
    public Delivery next() throws InterruptedException {
        var delivery = nextOrNull();
        if (delivery == null) {
            throw new AssertionError("no delivery within the limit");
        }
        return delivery;
    }

    /// The next delivery, or null when none comes within the limit.
    @Nullable Delivery nextOrNull() throws InterruptedException {
        return deliveries.poll(Client.ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
    }

    public String nextText() throws InterruptedException {
        return text(next());
    }

    public List<String> nextTexts(int count) throws InterruptedException {
        var texts = new ArrayList<String>();
        for (var i = 0; i < count; i++) {
            texts.add(nextText());
        }
        return texts;
    }

    /// Takes the next delivery, acknowledges it, returns its text.
    public String nextAcked() throws Exception {
        var delivery = next();
        getChannel().basicAck(tag(delivery), false);
        return text(delivery);
    }

    /// Cancels the consumer and returns what had been delivered and not yet taken. Exact, not a
    /// guess: cancel-ok comes behind the last delivery.
    public List<String> cancel() throws Exception {
        getChannel().basicCancel(awaitTag());
        if (!cancelConfirmed.await(Client.ANSWER_SECONDS_MAX, TimeUnit.SECONDS)) {
            throw new AssertionError("cancel was not confirmed");
        }
        return deliveries.stream().map(Inbox::text).toList();
    }

    /// The client names the consumer on a thread of its own, perhaps after `basicConsume` has
    /// returned.
    private String awaitTag() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(Client.ANSWER_SECONDS_MAX))
                .until(() -> getConsumerTag() != null);
        return getConsumerTag();
    }

    /// Waits for the broker to cancel this consumer.
    public boolean isCancelledByBroker() throws InterruptedException {
        return cancelledByBroker.await(Client.ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
    }

    /// Deliveries that have arrived and were not taken.
    public int size() {
        return deliveries.size();
    }

    public static String text(Delivery delivery) {
        return new String(delivery.getBody(), StandardCharsets.UTF_8);
    }

    public static long tag(Delivery delivery) {
        return delivery.getEnvelope().getDeliveryTag();
    }

    @Override
    public void handleDelivery(
            String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body) {
        deliveries.add(new Delivery(envelope, properties, body));
    }

    @Override
    public void handleCancelOk(String tag) {
        cancelConfirmed.countDown();
    }

    @Override
    public void handleCancel(String tag) {
        cancelledByBroker.countDown();
    }
}
