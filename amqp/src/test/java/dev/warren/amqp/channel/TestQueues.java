package dev.warren.amqp.channel;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.ContentHeader;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.lane.Lane;
import dev.warren.engine.memory.ByteLedger;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.DeadLetterOffice;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.QueueIdentity;
import dev.warren.engine.queue.home.QueueContext;
import dev.warren.engine.topology.QueueSettings;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/// Queues in memory, without a broker around them.
final class TestQueues {

    private final QueueContext context;
    private long lastId;

    TestQueues(Lane lane) {
        this.context = QueueContext.inMemory(lane, new ByteLedger(1).ofLane(0));
    }

    Queue queue(String name) {
        QueueIdentity identity =
                new QueueIdentity(++lastId, "/", ShortString.of(name), false, false, false);
        return context.create(
                identity,
                QueueSettings.NONE,
                DeadLetterOffice.NONE,
                _ -> CompletableFuture.completedFuture(null));
    }

    static Message message(int bodyLength) {
        byte[] header = ContentHeader.encode(BasicProperties.EMPTY, bodyLength);
        return new Message(
                ShortString.EMPTY,
                ShortString.of("key"),
                Arrays.copyOf(header, header.length + bodyLength),
                header.length);
    }
}
