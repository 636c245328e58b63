package dev.warren.amqp.rehearsal;

import dev.warren.codec.method.BasicMethod;
import dev.warren.codec.method.ConfirmMethod;
import dev.warren.codec.method.ExchangeMethod;
import dev.warren.codec.method.QueueMethod;
import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue;
import dev.warren.codec.value.ShortString;
import java.io.IOException;
import java.util.SplittableRandom;

/// What is played: one durable queue, persistent messages of 1 kB with confirms, half of them
/// consumed with manual acknowledgement; and half as many that wait at a delayed exchange, so that
/// a start on those is as quick; and many queues more, of which lists are long. Then the HTTP API
/// is asked what it is mostly asked, while the client is still there.
public final class Rehearsal {

    private static final ShortString QUEUE = ShortString.of("rehearsal");

    /// So many that the JVM has seen what lists of them do.
    private static final int QUEUES = 2_000;

    private static final ShortString EXCHANGE = ShortString.of("rehearsal");
    private static final ShortString TAG = ShortString.of("rehearsal");

    /// So many that the JVM has compiled what recovers them, and keeps what it knows about it.
    private static final int BATCHES = 800;

    private static final int DELAYED_BATCHES = BATCHES / 2;
    private static final int DELAY_MILLIS = 86_400_000;

    private static final int BATCH = 100;
    private static final int BODY_LENGTH = 1_024;
    private static final int ACK_EVERY = 10;

    private static final BasicProperties PERSISTENT =
            BasicProperties.EMPTY.withDeliveryMode(BasicProperties.PERSISTENT);

    private Rehearsal() {}

    /// Calls a broker of the loopback as `guest`: at the port that is the first argument by AMQP,
    /// at the second by HTTP.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (Peer peer = Peer.connect(Integer.parseInt(arguments[0]));
                HttpCalls http = new HttpCalls(Integer.parseInt(arguments[1]))) {
            peer.open();
            peer.call(new ConfirmMethod.Select(false), ConfirmMethod.SelectOk.class);
            long confirmed = publish(peer);
            publishDelayed(peer, confirmed);
            consume(peer);
            declareQueues(peer);
            http.play();
            peer.goodbye();
        }
    }

    /// Answers how many have been confirmed.
    private static long publish(Peer peer) throws IOException {
        declare(peer, QUEUE);
        long published = 0;
        for (int batch = 0; batch < BATCHES; batch++) {
            for (int i = 0; i < BATCH; i++) {
                peer.publish(ShortString.EMPTY, QUEUE, PERSISTENT, BODY_LENGTH);
            }
            published += BATCH;
            awaitConfirm(peer, published);
        }
        return published;
    }

    private static void declare(Peer peer, ShortString queue) throws IOException {
        peer.call(
                new QueueMethod.Declare(queue, false, true, false, false, false, FieldTable.EMPTY),
                QueueMethod.DeclareOk.class);
    }

    private static void declareQueues(Peer peer) throws IOException {
        for (int i = 0; i < QUEUES; i++) {
            declare(peer, ShortString.of("rehearsal-" + i));
        }
    }

    private static void publishDelayed(Peer peer, long before) throws IOException {
        FieldTable direct = FieldTable.EMPTY.with("x-delayed-type", "direct");
        peer.call(
                new ExchangeMethod.Declare(
                        EXCHANGE,
                        ShortString.of("x-delayed-message"),
                        false,
                        true,
                        false,
                        false,
                        false,
                        direct),
                ExchangeMethod.DeclareOk.class);
        SplittableRandom random = new SplittableRandom(1);
        long published = before;
        for (int batch = 0; batch < DELAYED_BATCHES; batch++) {
            for (int i = 0; i < BATCH; i++) {
                int delay = DELAY_MILLIS + random.nextInt(DELAY_MILLIS);
                FieldTable headers = FieldTable.EMPTY.with("x-delay", new FieldValue.Int32(delay));
                peer.publish(EXCHANGE, QUEUE, PERSISTENT.withHeaders(headers), BODY_LENGTH);
            }
            published += BATCH;
            awaitConfirm(peer, published);
        }
    }

    private static void awaitConfirm(Peer peer, long number) throws IOException {
        long confirmed = 0;
        while (confirmed < number) {
            confirmed = peer.await(BasicMethod.Ack.class).deliveryTag();
        }
    }

    private static void consume(Peer peer) throws IOException {
        peer.call(new BasicMethod.Qos(0, BATCH, false), BasicMethod.QosOk.class);
        peer.call(
                new BasicMethod.Consume(QUEUE, TAG, false, false, false, false, FieldTable.EMPTY),
                BasicMethod.ConsumeOk.class);
        for (int i = 0; i < BATCHES * BATCH / 2; i++) {
            long tag = peer.await(BasicMethod.Deliver.class).deliveryTag();
            if (tag % ACK_EVERY == 0) {
                peer.send(new BasicMethod.Ack(tag, true));
            }
        }
        peer.call(new BasicMethod.Cancel(TAG, false), BasicMethod.CancelOk.class);
    }
}
