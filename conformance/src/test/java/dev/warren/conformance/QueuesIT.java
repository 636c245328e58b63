package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Closing;
import dev.warren.conformance.support.Conformance;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Declaring, purging and deleting queues, and who may.
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
                .isEqualTo(noQueue(missing, "queue.declare"));
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
                .isEqualTo(noQueue("amq.mine", "queue.declare"));
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
                .isEqualTo(noQueue("", "queue.declare"));
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
                .isEqualTo(locked(queue, "queue.declare"));
    }

    @Test
    void declaringAnExclusiveQueueSharedIsLocked(Client client) throws Exception {
        var channel = client.channel();
        var queue = exclusive(client, channel);

        assertThat(client.queueRefusal(channel, queue, false, false, false, null))
                .isEqualTo(locked(queue, "queue.declare"));
    }

    @Test
    void exclusiveIsComparedBeforeTheRest(Client client) throws Exception {
        var channel = client.channel();
        var queue = client.queue(channel);

        assertThat(client.queueRefusal(channel, queue, true, true, true, Map.of("x-max-length", 5)))
                .isEqualTo(locked(queue, "queue.declare"));
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

    // ---- Exclusive ----

    @Test
    void exclusiveQueueServesEveryChannelOfItsConnection(Client client) throws Exception {
        var one = client.confirmChannel();
        var queue = exclusive(client, one);
        Client.fill(one, queue, "mine");

        assertThat(Client.drain(client.channel(), queue)).containsExactly("mine");
    }

    @ParameterizedTest
    @CsvSource({
        "DECLARE, queue.declare",
        "PASSIVE, queue.declare",
        "BIND, queue.bind",
        "PURGE, queue.purge",
        "DELETE, queue.delete",
        "CONSUME, basic.consume",
        "GET, basic.get"
    })
    void exclusiveQueueIsLockedToOthers(Operation operation, String method, Client client)
            throws Exception {
        var queue = exclusive(client, client.channel());
        var other = client.foreignChannel();

        assertThat(client.failure(other, () -> operation.run(other, queue)))
                .isEqualTo(locked(queue, method));
    }

    @Test
    void bindingOfAnExclusiveQueueIsLockedToOthers(Client client) throws Exception {
        var mine = client.channel();
        var queue = exclusive(client, mine);
        mine.queueBind(queue, "amq.direct", "k");
        var other = client.foreignChannel();

        assertThat(client.failure(other, () -> other.queueUnbind(queue, "amq.direct", "k")))
                .isEqualTo(locked(queue, "queue.unbind"));
    }

    @Test
    void othersMayUnbindFromAnExclusiveQueueWhatIsNotBound(Client client) throws Exception {
        var queue = exclusive(client, client.channel());
        var other = client.foreignChannel();

        other.queueUnbind(queue, "amq.direct", "never");

        assertThat(other.isOpen()).isTrue();
    }

    @Test
    void othersMayPublishToAnExclusiveQueue(Client client) throws Exception {
        var mine = client.channel();
        var queue = exclusive(client, mine);
        var other = client.foreignChannel();
        other.confirmSelect();

        Client.fill(other, queue, "from outside");

        assertThat(Client.drain(mine, queue)).containsExactly("from outside");
    }

    @Test
    void exclusiveQueueIsGoneWhenItsConnectionIsClosed(Client client) throws Exception {
        var owner = client.connect();
        var queue = exclusive(client, Client.channelOf(owner));
        var other = client.channel();

        owner.close();

        assertThat(client.failure(other, () -> other.queueDeclarePassive(queue)))
                .isEqualTo(noQueue(queue, "queue.declare"));
    }

    @Test
    void exclusiveQueueGoesWithABrokenConnection(Client client) throws Exception {
        var raw = client.rawOpen();
        raw.openChannel(1);
        var queue = client.name("queue");
        raw.declareQueue(1, queue);

        raw.close();

        Awaitility.await()
                .until(() -> {
                    var channel = client.channel();
                    return client.failure(channel, () -> channel.queueDeclarePassive(queue)).code()
                            == 404;
                });
    }

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
                .isEqualTo(noQueue(queue, "queue.declare"));
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
                .isEqualTo(noQueue(missing, "queue.purge"));
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

    /// What another connection may try with a queue that is not its own.
    enum Operation {
        DECLARE {
            @Override
            void run(Channel channel, String queue) throws Exception {
                channel.queueDeclare(queue, false, true, false, Map.of());
            }
        },
        PASSIVE {
            @Override
            void run(Channel channel, String queue) throws Exception {
                channel.queueDeclarePassive(queue);
            }
        },
        BIND {
            @Override
            void run(Channel channel, String queue) throws Exception {
                channel.queueBind(queue, "amq.direct", "k");
            }
        },
        PURGE {
            @Override
            void run(Channel channel, String queue) throws Exception {
                channel.queuePurge(queue);
            }
        },
        DELETE {
            @Override
            void run(Channel channel, String queue) throws Exception {
                channel.queueDelete(queue);
            }
        },
        CONSUME {
            @Override
            void run(Channel channel, String queue) throws Exception {
                channel.basicConsume(queue, (_, _) -> {}, _ -> {});
            }
        },
        GET {
            @Override
            void run(Channel channel, String queue) throws Exception {
                channel.basicGet(queue, true);
            }
        };

        abstract void run(Channel channel, String queue) throws Exception;
    }

    private static String exclusive(Client client, Channel channel) throws Exception {
        var queue = client.name("queue");
        channel.queueDeclare(queue, false, true, false, Map.of());
        return queue;
    }

    private static String autoDelete(Client client, Channel channel) throws Exception {
        var queue = client.name("queue");
        channel.queueDeclare(queue, false, false, true, Map.of());
        return queue;
    }

    private static Closing noQueue(String queue, String method) {
        return Closing.channel(404, "NOT_FOUND - no queue '" + queue + "' in vhost '/'", method);
    }

    private static Closing locked(String queue, String method) {
        return Closing.channel(
                405,
                "RESOURCE_LOCKED - cannot obtain exclusive access to locked queue '%s' in vhost '/'. It could be originally declared on another connection or the exclusive property value does not match that of the original declaration."
                        .formatted(queue),
                method);
    }

    private static Closing inequivalent(String property, String queue, String what) {
        return Closing.channel(
                406,
                "PRECONDITION_FAILED - inequivalent arg '%s' for queue '%s' in vhost '/': %s"
                        .formatted(property, queue, what),
                "queue.declare");
    }
}
