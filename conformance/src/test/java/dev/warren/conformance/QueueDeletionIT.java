package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Closing;
import dev.warren.conformance.support.Conformance;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Purging and deleting queues, and those that go by themselves when nobody consumes any more.
@Conformance
final class QueueDeletionIT {
    // ---- Auto-delete ----

    @Test
    void autoDeleteQueueGoesWithItsLastConsumer(Client client) throws Exception {
        var channel = client.channel();
        var queue = autoDelete(client, channel);
        var one = client.consume(channel, queue);
        var two = client.consume(channel, queue);

        one.cancel();
        assertThat(Client.ready(channel, queue)).isZero();
        two.cancel();

        assertThat(client.failure(channel, () -> channel.queueDeclarePassive(queue)))
                .isEqualTo(Closing.noQueue(queue, "queue.declare"));
    }

    @Test
    void autoDeleteQueueGoesWithItsConsumersChannel(Client client) throws Exception {
        var channel = client.channel();
        var queue = autoDelete(client, channel);
        var consuming = client.channel();
        client.consume(consuming, queue);

        consuming.close();

        assertThat(client.failure(channel, () -> channel.queueDeclarePassive(queue)).code())
                .isEqualTo(404);
    }

    @Test
    void autoDeleteQueueStaysUntilItHadAConsumer(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = autoDelete(client, channel);
        Client.fill(channel, queue, "one");

        assertThat(Client.drain(channel, queue)).containsExactly("one");
        assertThat(Client.ready(channel, queue)).isZero();
    }

    // ---- Purge ----

    @Test
    void purgeCountsWhatItTook(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        Client.fill(channel, queue, "one", "two", "three");

        assertThat(channel.queuePurge(queue).getMessageCount()).isEqualTo(3);
        assertThat(channel.queuePurge(queue).getMessageCount()).isZero();
    }

    @Test
    void purgeLeavesWhatIsUnacked(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        Client.fill(channel, queue, "held", "purged");
        var held = Client.get(channel, queue);

        assertThat(channel.queuePurge(queue).getMessageCount()).isEqualTo(1);
        channel.basicReject(held.getEnvelope().getDeliveryTag(), true);

        assertThat(Client.drain(channel, queue)).containsExactly("held");
    }

    @Test
    void purgingAMissingQueueIsNotFound(Client client) throws Exception {
        var channel = client.channel();
        var missing = client.name("queue");

        assertThat(client.failure(channel, () -> channel.queuePurge(missing)))
                .isEqualTo(Closing.noQueue(missing, "queue.purge"));
    }

    // ---- Delete ----

    @Test
    void deleteCountsTheReadyMessages(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        Client.fill(channel, queue, "one", "two", "three");
        Client.get(channel, queue);

        assertThat(channel.queueDelete(queue).getMessageCount()).isEqualTo(2);
    }

    @Test
    void deletingAMissingQueueIsOk(Client client) throws Exception {
        var channel = client.channel();

        assertThat(channel.queueDelete(client.name("queue")).getMessageCount()).isZero();
        assertThat(channel.queueDelete(client.name("queue"), true, true).getMessageCount())
                .isZero();
    }

    @Test
    void queueWithAConsumerIsNotDeletedIfUnused(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.queue(channel);
        client.consume(client.channel(), queue);

        assertThat(client.failure(channel, () -> channel.queueDelete(queue, true, false)))
                .isEqualTo(
                        Closing.channel(
                                406,
                                "PRECONDITION_FAILED - queue '" + queue + "' in vhost '/' in use",
                                "queue.delete"));
    }

    @Test
    void queueWithMessagesIsNotDeletedIfEmpty(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        Client.fill(channel, queue, "one");

        assertThat(client.failure(channel, () -> channel.queueDelete(queue, false, true)))
                .isEqualTo(
                        Closing.channel(
                                406,
                                "PRECONDITION_FAILED - queue '"
                                        + queue
                                        + "' in vhost '/' not empty",
                                "queue.delete"));
    }

    @Test
    void emptyIsCheckedBeforeUnused(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        var consuming = client.channel();
        consuming.basicQos(1);
        client.consume(consuming, queue);
        Client.fill(channel, queue, "one", "two");

        assertThat(client.failure(channel, () -> channel.queueDelete(queue, true, true)).text())
                .endsWith("not empty");
    }

    @Test
    void unackedMessagesDoNotMakeAQueueNotEmpty(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        Client.fill(channel, queue, "one");
        Client.get(channel, queue);

        assertThat(channel.queueDelete(queue, false, true).getMessageCount()).isZero();
    }

    @Test
    void noWaitDeleteIsNotAnswered(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.queue(channel);

        channel.queueDeleteNoWait(queue, false, false);

        assertThat(client.failure(channel, () -> channel.queueDeclarePassive(queue)).code())
                .isEqualTo(404);
    }

    @Test
    void deleteTakesTheBindings(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, "direct");
        var queue = client.boundQueue(channel, exchange, "k");

        channel.queueDelete(queue);
        channel.queueDeclare(queue, false, false, false, Map.of());
        Client.publish(channel, exchange, "k", "lost");

        assertThat(Client.drain(channel, queue)).isEmpty();
    }

    @Test
    void ackAfterDeleteIsIgnored(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        Client.fill(channel, queue, "one");
        var got = Client.get(channel, queue);

        channel.queueDelete(queue);
        channel.basicAck(got.getEnvelope().getDeliveryTag(), false);

        assertThat(channel.queueDeclare().getQueue()).isNotEmpty();
    }

    private static String autoDelete(Client client, Channel channel) throws Exception {
        var queue = client.name("queue");
        channel.queueDeclare(queue, false, false, true, Map.of());
        return queue;
    }
}
