package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Closing;
import dev.warren.conformance.support.Conformance;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Declaring queues, once and again.
@Conformance
final class QueuesIT {
    // ---- Declare ----

    @Test
    void declareOkCountsReadyMessagesAndConsumers(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        Client.fill(channel, queue, "one", "two", "three");
        Client.get(channel, queue);

        var idle = channel.queueDeclare(queue, false, false, false, Map.of());
        client.consume(client.channel(), queue);
        var consumed = channel.queueDeclare(queue, false, false, false, Map.of());

        assertThat(idle.getQueue()).isEqualTo(queue);
        assertThat(idle.getMessageCount()).isEqualTo(2);
        assertThat(idle.getConsumerCount()).isZero();
        assertThat(consumed.getConsumerCount()).isEqualTo(1);
    }

    @Test
    void serverNamesAQueueThatHasNone(Client client) throws Exception {
        var channel = client.channel();

        var one = channel.queueDeclare().getQueue();
        var two = channel.queueDeclare().getQueue();

        assertThat(one).matches("amq\\.gen-[A-Za-z0-9_-]{22}");
        assertThat(two).isNotEqualTo(one);
    }

    @Test
    void serverNamedQueueCannotBeDeclaredAgainByName(Client client) throws Exception {
        var channel = client.channel();
        var queue = channel.queueDeclare().getQueue();

        assertThat(client.queueRefusal(channel, queue, false, true, true, Map.of()))
                .isEqualTo(
                        Closing.channel(
                                403,
                                "ACCESS_REFUSED - queue name '"
                                        + queue
                                        + "' contains reserved prefix 'amq.*'",
                                "queue.declare"));
    }

    @Test
    void serverNamedQueueCanBeDeclaredPassively(Client client) throws Exception {
        var channel = client.channel();
        var queue = channel.queueDeclare().getQueue();

        assertThat(channel.queueDeclarePassive(queue).getQueue()).isEqualTo(queue);
    }

    @Test
    void passiveDeclareOfAMissingQueueIsNotFound(Client client) throws Exception {
        var channel = client.channel();
        var missing = client.name("queue");

        assertThat(client.failure(channel, () -> channel.queueDeclarePassive(missing)))
                .isEqualTo(Closing.noQueue(missing, "queue.declare"));
    }

    @Test
    void passiveDeclareIgnoresEverythingButTheName(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.queue(channel);

        channel.rpc(
                new AMQP.Queue.Declare.Builder()
                        .queue(queue)
                        .passive()
                        .durable()
                        .autoDelete()
                        .arguments(Map.of("x-max-length", 1))
                        .build());

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void reservedPrefixIsRefused(Client client) throws Exception {
        var channel = client.channel();

        assertThat(client.queueRefusal(channel, "amq.mine", false, true, true, null))
                .isEqualTo(
                        Closing.channel(
                                403,
                                "ACCESS_REFUSED - queue name 'amq.mine' contains reserved prefix"
                                        + " 'amq.*'",
                                "queue.declare"));
    }

    @Test
    void passiveDeclareOfAReservedNameIsJustNotFound(Client client) throws Exception {
        var channel = client.channel();

        assertThat(client.failure(channel, () -> channel.queueDeclarePassive("amq.mine")))
                .isEqualTo(Closing.noQueue("amq.mine", "queue.declare"));
    }

    @Test
    void lineBreaksAreStrippedFromTheName(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.name("queue");

        var ok = channel.queueDeclare(queue + "\r\n", false, true, false, Map.of());

        assertThat(ok.getQueue()).isEqualTo(queue);
    }

    @Test
    void nameMayHoldSpacesAndChinese(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.own(client.name("queue") + " - 对话 1");

        channel.queueDeclare(queue, false, false, false, Map.of());

        assertThat(Client.ready(channel, queue)).isZero();
    }

    @Test
    void nameMayHave255Octets(Client client) throws Exception {
        var channel = client.channel();
        var name = client.name("queue");
        var queue = client.own(name + "n".repeat(255 - name.length()));

        assertThat(channel.queueDeclare(queue, false, false, false, Map.of()).getQueue())
                .isEqualTo(queue);
    }

    @Test
    void noWaitDeclareIsNotAnswered(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.name("queue");

        channel.queueDeclareNoWait(queue, false, false, false, Map.of());

        assertThat(Client.ready(channel, queue)).isZero();
    }

    // ---- The last declared queue ----

    @Test
    void emptyNameMeansTheLastDeclaredQueue(Client client) throws Exception {
        var channel = client.confirmChannel();
        client.queue(channel);
        var queue = channel.queueDeclare().getQueue();
        Client.fill(channel, queue, "one", "two");

        channel.queueBind("", "amq.fanout", "");
        channel.queueUnbind("", "amq.fanout", "");
        assertThat(Client.text(Client.get(channel, ""))).isEqualTo("one");
        assertThat(channel.queuePurge("").getMessageCount()).isEqualTo(1);
        assertThat(channel.queueDelete("").getMessageCount()).isZero();

        assertThat(client.failure(channel, () -> channel.queueDeclarePassive(queue)).code())
                .isEqualTo(404);
    }

    @Test
    void passiveDeclareOfTheEmptyNameIsNotFound(Client client) throws Exception {
        var channel = client.channel();
        client.queue(channel);

        assertThat(client.failure(channel, () -> channel.queueDeclarePassive("")))
                .isEqualTo(Closing.noQueue("", "queue.declare"));
    }

    @Test
    void bindingWithNeitherNameNorKeyUsesTheQueuesNameAsKey(Client client) throws Exception {
        var channel = client.confirmChannel();
        var exchange = client.exchange(channel, "direct");
        var queue = client.queue(channel);

        channel.queueBind("", exchange, "");
        Client.publish(channel, exchange, queue, "by name");

        assertThat(Client.drain(channel, queue)).containsExactly("by name");
    }

    @Test
    void passiveDeclareMakesAQueueTheLastOne(Client client) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(client.channel());
        client.queue(channel);
        Client.fill(channel, queue, "found");

        channel.queueDeclarePassive(queue);

        assertThat(Client.text(Client.get(channel, ""))).isEqualTo("found");
    }

    @Test
    void lastDeclaredQueueIsOfTheChannel(Client client) throws Exception {
        client.queue(client.channel());
        var other = client.channel();

        assertThat(client.failure(other, () -> other.basicGet("", true)))
                .isEqualTo(
                        Closing.channel(
                                404, "NOT_FOUND - no previously declared queue", "basic.get"));
    }

    @Test
    void bindWithoutAPreviousQueueIsNotFound(Client client) throws Exception {
        var channel = client.channel();

        assertThat(client.failure(channel, () -> channel.queueBind("", "amq.direct", "k")))
                .isEqualTo(
                        Closing.channel(
                                404, "NOT_FOUND - no previously declared queue", "queue.bind"));
    }

    // ---- Redeclare ----

    @Test
    void otherDurabilityIsInequivalent(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.queue(channel);

        assertThat(client.queueRefusal(channel, queue, true, false, false, null))
                .isEqualTo(
                        inequivalent("durable", queue, "received 'true' but current is 'false'"));
    }

    @Test
    void otherAutoDeleteIsInequivalent(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.queue(channel);

        assertThat(client.queueRefusal(channel, queue, false, false, true, null))
                .isEqualTo(
                        inequivalent(
                                "auto_delete", queue, "received 'true' but current is 'false'"));
    }

    @Test
    void declaringAnExistingQueueExclusiveIsLocked(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.queue(channel);

        assertThat(client.queueRefusal(channel, queue, false, true, false, null))
                .isEqualTo(Closing.locked(queue, "queue.declare"));
    }

    @Test
    void declaringAnExclusiveQueueSharedIsLocked(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.exclusiveQueue(channel);

        assertThat(client.queueRefusal(channel, queue, false, false, false, null))
                .isEqualTo(Closing.locked(queue, "queue.declare"));
    }

    @Test
    void exclusiveIsComparedBeforeTheRest(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.queue(channel);

        assertThat(client.queueRefusal(channel, queue, true, true, true, Map.of("x-max-length", 5)))
                .isEqualTo(Closing.locked(queue, "queue.declare"));
    }

    @Test
    void durabilityIsComparedBeforeArguments(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.queue(channel);

        assertThat(
                        client.queueRefusal(
                                channel, queue, true, false, true, Map.of("x-max-length", 5)))
                .isEqualTo(
                        inequivalent("durable", queue, "received 'true' but current is 'false'"));
    }

    @Test
    void exclusiveQueueMayBeDeclaredDurableOrNot(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.name("queue");

        channel.queueDeclare(queue, true, true, false, Map.of());
        channel.queueDeclare(queue, false, true, false, Map.of());

        assertThat(channel.isOpen()).isTrue();
    }

    private static Closing inequivalent(String property, String queue, String what) {
        return Closing.channel(
                406,
                "PRECONDITION_FAILED - inequivalent arg '%s' for queue '%s' in vhost '/': %s"
                        .formatted(property, queue, what),
                "queue.declare");
    }
}
