package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Closing;
import dev.warren.conformance.support.Conformance;
import dev.warren.conformance.support.RawAmqp;
import dev.warren.conformance.support.Wire;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Queues of one connection: what others may do with them, and when they go.
@Conformance
final class ExclusiveQueuesIT {
    private static final int ROUNDS = 20;
    private static final int QUEUES = 100;

    @Test
    void exclusiveQueueServesEveryChannelOfItsConnection(Client client) throws Exception {
        var one = client.confirmChannel();
        var queue = client.exclusiveQueue(one);
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
        var queue = client.exclusiveQueue(client.channel());
        var other = client.foreignChannel();

        assertThat(client.failure(other, () -> operation.run(other, queue)))
                .isEqualTo(Closing.locked(queue, method));
    }

    @Test
    void bindingOfAnExclusiveQueueIsLockedToOthers(Client client) throws Exception {
        var mine = client.channel();
        var queue = client.exclusiveQueue(mine);
        mine.queueBind(queue, "amq.direct", "k");
        var other = client.foreignChannel();

        assertThat(client.failure(other, () -> other.queueUnbind(queue, "amq.direct", "k")))
                .isEqualTo(Closing.locked(queue, "queue.unbind"));
    }

    @Test
    void othersMayUnbindFromAnExclusiveQueueWhatIsNotBound(Client client) throws Exception {
        var queue = client.exclusiveQueue(client.channel());
        var other = client.foreignChannel();

        other.queueUnbind(queue, "amq.direct", "never");

        assertThat(other.isOpen()).isTrue();
    }

    @Test
    void othersMayPublishToAnExclusiveQueue(Client client) throws Exception {
        var mine = client.channel();
        var queue = client.exclusiveQueue(mine);
        var other = client.foreignChannel();
        other.confirmSelect();

        Client.fill(other, queue, "from outside");

        assertThat(Client.drain(mine, queue)).containsExactly("from outside");
    }

    @Test
    void exclusiveQueueIsGoneWhenItsConnectionIsClosed(Client client) throws Exception {
        var owner = client.connect();
        var queue = client.exclusiveQueue(Client.channelOf(owner));
        var other = client.channel();

        owner.close();

        assertThat(client.failure(other, () -> other.queueDeclarePassive(queue)))
                .isEqualTo(Closing.noQueue(queue, "queue.declare"));
    }

    /// So a client that comes back at once finds its names free.
    @Test
    void exclusiveQueuesAreGoneWhenTheBrokerSaysClose(Client client) throws Exception {
        var other = client.foreignChannel();
        for (int round = 0; round < ROUNDS; round++) {
            var raw = client.rawOpen();
            raw.openChannel(1);
            var name = client.name("queue");
            for (int i = 0; i < QUEUES; i++) {
                raw.declareQueue(1, name + i);
            }

            raw.method(9, "queue.declare", RawAmqp.queueDeclare(name, 0));

            assertThat(raw.expectClosing().code()).isEqualTo(504);
            other.queueDeclare(name + (QUEUES - 1), false, true, false, Map.of());
        }
    }

    /// Their closes cross: each gets its answer.
    @Test
    void goodbyeThatCrossesTheBrokersIsAnswered(Client client) throws Exception {
        var raw = client.rawOpen();
        raw.openChannel(1);
        raw.declareQueue(1, client.name("queue"));

        raw.inOnePiece(() -> {
            raw.method(9, "queue.declare", RawAmqp.queueDeclare("any", 0));
            raw.method(0, "connection.close", Wire.bytes().shortInt(200).shortstr("").longInt(0));
        });

        assertThat(raw.expectClosing().code()).isEqualTo(504);
        raw.expect(0, "connection.close-ok");
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
}
