package dev.warren.amqp.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.lane.StepLanes;
import dev.warren.engine.memory.ByteLedger;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.ConfirmSink;
import dev.warren.engine.queue.Consumer;
import dev.warren.engine.queue.ConsumerLimits;
import dev.warren.engine.queue.ConsumerSpec;
import dev.warren.engine.queue.DeadLetterOffice;
import dev.warren.engine.queue.DeliverySink;
import dev.warren.engine.queue.DeliveryWindow;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.QueueIdentity;
import dev.warren.engine.queue.home.QueueContext;
import dev.warren.engine.topology.QueueSettings;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// A queue that is full, a consumer with a window of eight messages, and a socket that takes what
/// it is told to take.
class DeliveryCreditsTest {

    private static final byte[] EMPTY = ContentHeader.encode(BasicProperties.EMPTY, 0);
    private static final Message MESSAGE =
            new Message(ShortString.EMPTY, ShortString.of("q"), EMPTY, EMPTY.length);
    private static final int COST = DeliveryWindow.cost(MESSAGE);
    private static final int WINDOW_MESSAGES = 8;

    private final StepLanes lanes = new StepLanes(1, 0);
    private final DeliveryCredits credits = new DeliveryCredits();
    private int delivered;
    private final DeliveryCredits.Account account = account(consumer());

    @Test
    void queueIsAWindowAheadOfTheSocket() {
        assertThat(delivered).isEqualTo(WINDOW_MESSAGES);
    }

    @Test
    void roomOfAQuarterOfTheWindowIsGivenBack() {
        encoded(WINDOW_MESSAGES / 4);

        socketKeepsUp();

        assertThat(delivered).isEqualTo(WINDOW_MESSAGES + WINDOW_MESSAGES / 4);
    }

    @Test
    void lessWaitsUntilThereIsMore() {
        encoded(1);
        socketKeepsUp();
        int before = delivered;

        encoded(1);
        socketKeepsUp();

        assertThat(before).isEqualTo(WINDOW_MESSAGES);
        assertThat(delivered).isEqualTo(WINDOW_MESSAGES + 2);
    }

    @Test
    void nothingIsGivenBackWhileTheSocketDoesNotKeepUp() {
        encoded(WINDOW_MESSAGES);

        lanes.runAll();

        assertThat(delivered).isEqualTo(WINDOW_MESSAGES);
    }

    private static DeliveryCredits.Account account(Consumer consumer) {
        return new DeliveryCredits.Account(
                consumer.spec().limits().windowBytes(),
                bytes -> consumer.queue().credit(consumer, bytes));
    }

    private void encoded(int messages) {
        for (int i = 0; i < messages; i++) {
            credits.delivered(account, COST);
        }
    }

    private void socketKeepsUp() {
        lanes.run(0, credits::giveBack);
        lanes.runAll();
    }

    private Consumer consumer() {
        Queue queue =
                QueueContext.inMemory(lanes.lane(0), new ByteLedger(1).ofLane(0))
                        .create(
                                new QueueIdentity(1, "/", ShortString.of("q"), false, false, false),
                                QueueSettings.NONE,
                                DeadLetterOffice.NONE,
                                _ -> CompletableFuture.completedFuture(null));
        lanes.run(0, () -> publish(queue, 100));
        CompletableFuture<Consumer> consumer = new CompletableFuture<>();
        lanes.run(0, () -> queue.consume(spec(), counting()).thenAccept(consumer::complete));
        lanes.runAll();
        return consumer.join();
    }

    private static void publish(Queue queue, int messages) {
        for (int i = 0; i < messages; i++) {
            queue.publish(MESSAGE, ConfirmSink.NONE, 0);
        }
    }

    private static ConsumerSpec spec() {
        return new ConsumerSpec(
                1,
                ShortString.of("c"),
                new ConsumerLimits(0, (long) WINDOW_MESSAGES * COST),
                true,
                false,
                FieldTable.EMPTY);
    }

    private DeliverySink counting() {
        return new DeliverySink() {
            @Override
            public void deliver(Consumer to, long sequence, Message message, boolean redelivered) {
                delivered++;
            }

            @Override
            public void cancelled(Consumer by) {
                throw new AssertionError("nobody deletes the queue");
            }
        };
    }
}
