package dev.warren.amqp.rehearsal;

import dev.warren.codec.method.BasicMethod;
import dev.warren.codec.method.ConfirmMethod;
import dev.warren.codec.method.QueueMethod;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import java.io.IOException;

/// What is played: one durable queue, persistent messages of 1 kB with confirms, half of them
/// consumed with manual acknowledgement.
public final class Rehearsal {

    private static final ShortString QUEUE = ShortString.of("rehearsal");
    private static final ShortString TAG = ShortString.of("rehearsal");

    /// So many that the JVM has compiled what recovers them, and keeps what it knows about it.
    private static final int BATCHES = 800;

    private static final int BATCH = 100;
    private static final int BODY_LENGTH = 1_024;
    private static final int ACK_EVERY = 10;

    private Rehearsal() {}

    /// Calls the broker at the port of the loopback that is the only argument, as `guest`.
    public static void main(String[] arguments) throws IOException {
        try (Peer peer = Peer.connect(Integer.parseInt(arguments[0]))) {
            peer.open();
            publish(peer);
            consume(peer);
            peer.goodbye();
        }
    }

    private static void publish(Peer peer) throws IOException {
        peer.call(
                new QueueMethod.Declare(QUEUE, false, true, false, false, false, FieldTable.EMPTY),
                QueueMethod.DeclareOk.class);
        peer.call(new ConfirmMethod.Select(false), ConfirmMethod.SelectOk.class);
        for (long batch = 1; batch <= BATCHES; batch++) {
            for (int i = 0; i < BATCH; i++) {
                peer.publish(QUEUE, BODY_LENGTH);
            }
            long confirmed = 0;
            while (confirmed < batch * BATCH) {
                confirmed = peer.await(BasicMethod.Ack.class).deliveryTag();
            }
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
