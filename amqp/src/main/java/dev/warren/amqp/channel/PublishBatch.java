package dev.warren.amqp.channel;

import dev.warren.amqp.connection.InFlight;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.ConfirmSink;
import dev.warren.engine.queue.DeliveryWindow;
import dev.warren.engine.queue.Queue;
import java.util.ArrayList;
import java.util.Arrays;

/// What one channel has published to the queues of one other lane in one turn: handed over in one
/// piece.
final class PublishBatch implements Runnable {

    private final InFlight inFlight;
    private final ConfirmSink sink;
    private final ArrayList<Queue> queues = new ArrayList<>();
    private final ArrayList<Message> messages = new ArrayList<>();
    private long[] numbers = new long[16];
    private long bytes;

    PublishBatch(InFlight inFlight, ConfirmSink sink) {
        this.inFlight = inFlight;
        this.sink = sink;
    }

    void add(Queue queue, Message message, long number) {
        if (queues.size() == numbers.length) {
            numbers = Arrays.copyOf(numbers, numbers.length * 2);
        }
        numbers[queues.size()] = number;
        queues.add(queue);
        messages.add(message);
        bytes += DeliveryWindow.cost(message);
    }

    long bytes() {
        return bytes;
    }

    /// On the queues' lane.
    @Override
    public void run() {
        try {
            for (int i = 0; i < queues.size(); i++) {
                queues.get(i).publish(messages.get(i), sink, numbers[i]);
            }
        } finally {
            // Whatever happened: else its connection would not be read any more.
            inFlight.arrived(bytes);
        }
    }
}
