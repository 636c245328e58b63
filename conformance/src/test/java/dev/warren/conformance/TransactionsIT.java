package dev.warren.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import dev.warren.conformance.support.Client;
import dev.warren.conformance.support.Closing;
import dev.warren.conformance.support.Conformance;
import dev.warren.conformance.support.Returns;
import org.junit.jupiter.api.Test;

/// `tx`: publishes and acknowledgements that wait for a commit.
@Conformance
final class TransactionsIT {
    @Test
    void publishedMessagesAppearAtCommit(Client client) throws Exception {
        var channel = transactional(client);
        var queue = client.queue(channel);
        Client.fill(channel, queue, "1", "2");
        assertThat(Client.drain(channel, queue)).isEmpty();

        channel.txCommit();

        assertThat(Client.drain(client.channel(), queue)).containsExactly("1", "2");
    }

    @Test
    void rolledBackMessagesNeverAppear(Client client) throws Exception {
        var channel = transactional(client);
        var queue = client.queue(channel);
        Client.fill(channel, queue, "never");

        channel.txRollback();
        Client.fill(channel, queue, "kept");
        channel.txCommit();

        assertThat(Client.drain(client.channel(), queue)).containsExactly("kept");
    }

    @Test
    void uncommittedMessagesGoWithTheChannel(Client client) throws Exception {
        var channel = transactional(client);
        var queue = client.queue(channel);
        Client.fill(channel, queue, "never");

        channel.close();

        assertThat(Client.drain(client.channel(), queue)).isEmpty();
    }

    @Test
    void nextTransactionBeginsByItself(Client client) throws Exception {
        var channel = transactional(client);
        var queue = client.queue(channel);
        Client.fill(channel, queue, "1");
        channel.txCommit();
        Client.fill(channel, queue, "2");
        assertThat(Client.drain(client.channel(), queue)).containsExactly("1");

        channel.txCommit();

        assertThat(Client.drain(client.channel(), queue)).containsExactly("2");
    }

    @Test
    void acksCountAtCommit(Client client) throws Exception {
        var channel = transactional(client);
        var queue = filled(client, "1", "2");
        Client.get(channel, queue);
        Client.get(channel, queue);
        channel.basicAck(1, false);
        channel.txCommit();
        channel.basicAck(2, false);

        channel.close();

        assertThat(Client.drain(client.channel(), queue)).containsExactly("2");
    }

    @Test
    void rolledBackAcksCanBeGivenAgain(Client client) throws Exception {
        var channel = transactional(client);
        var queue = filled(client, "1");
        Client.get(channel, queue);
        channel.basicAck(1, false);

        channel.txRollback();
        channel.basicAck(1, false);
        channel.txCommit();
        channel.close();

        assertThat(Client.drain(client.channel(), queue)).isEmpty();
    }

    @Test
    void rollbackRequeuesNothing(Client client) throws Exception {
        var channel = transactional(client);
        var queue = filled(client, "1");
        Client.get(channel, queue);

        channel.txRollback();

        assertThat(Client.drain(channel, queue)).isEmpty();
    }

    @Test
    void rejectsCountAtCommit(Client client) throws Exception {
        var channel = transactional(client);
        var queue = filled(client, "1");
        Client.get(channel, queue);
        channel.basicReject(1, true);
        assertThat(client.channel().basicGet(queue, true)).isNull();

        channel.txCommit();

        assertThat(Client.drain(client.channel(), queue)).containsExactly("1");
    }

    @Test
    void ackMakesRoomAtCommit(Client client) throws Exception {
        var channel = transactional(client);
        var queue = filled(client, "1", "2");
        channel.basicQos(1);
        var inbox = client.consume(channel, queue);
        assertThat(inbox.nextAcked()).isEqualTo("1");
        assertThat(Client.ready(channel, queue)).isEqualTo(1);

        channel.txCommit();

        assertThat(inbox.nextText()).isEqualTo("2");
    }

    @Test
    void unknownTagIsRefusedAtTheAck(Client client) throws Exception {
        var channel = transactional(client);

        assertThat(client.failure(channel, () -> channel.basicAck(3, false)))
                .isEqualTo(
                        Closing.channel(
                                406, "PRECONDITION_FAILED - unknown delivery tag 3", "basic.ack"));
    }

    @Test
    void sameTagTwiceInATransactionIsUnknown(Client client) throws Exception {
        var channel = transactional(client);
        var queue = filled(client, "1");
        Client.get(channel, queue);
        channel.basicAck(1, false);

        assertThat(client.failure(channel, () -> channel.basicAck(1, false)).code()).isEqualTo(406);
    }

    @Test
    void missingExchangeIsNotFoundAtThePublish(Client client) throws Exception {
        var channel = transactional(client);
        var missing = client.name("exchange");

        assertThat(
                        client.failure(
                                channel,
                                () -> channel.basicPublish(missing, "k", null, new byte[1])))
                .isEqualTo(
                        Closing.channel(
                                404,
                                "NOT_FOUND - no exchange '" + missing + "' in vhost '/'",
                                "basic.publish"));
    }

    @Test
    void messagesAreRoutedAtThePublish(Client client) throws Exception {
        var channel = transactional(client);
        var exchange = client.exchange(channel, "direct");
        var early = client.boundQueue(channel, exchange, "k");
        Client.publish(channel, exchange, "k", "m");
        var late = client.boundQueue(channel, exchange, "k");

        channel.txCommit();

        var other = client.channel();
        assertThat(Client.drain(other, early)).containsExactly("m");
        assertThat(Client.drain(other, late)).isEmpty();
    }

    @Test
    void mandatoryMessagesAreReturnedAtCommit(Client client) throws Exception {
        var channel = transactional(client);
        var returns = Returns.of(channel);
        channel.basicPublish("", client.name("queue"), true, null, new byte[1]);
        channel.queueDeclare();
        assertThat(returns.size()).isZero();

        channel.txCommit();

        assertThat(returns.next().getReplyCode()).isEqualTo(312);
    }

    @Test
    void mandatoryMessageOfAQueueDeletedMeanwhileIsReturned(Client client) throws Exception {
        var channel = transactional(client);
        var returns = Returns.of(channel);
        var queue = client.queue(channel);
        channel.basicPublish("", queue, true, null, new byte[1]);
        channel.queueDelete(queue);

        channel.txCommit();

        assertThat(returns.next().getReplyText()).isEqualTo("NO_ROUTE");
    }

    @Test
    void rolledBackMandatoryMessagesAreNotReturned(Client client) throws Exception {
        var channel = transactional(client);
        var returns = Returns.of(channel);
        channel.basicPublish("", client.name("queue"), true, null, new byte[1]);

        channel.txRollback();
        channel.txCommit();

        assertThat(returns.size()).isZero();
    }

    @Test
    void declarationsAreNotPartOfATransaction(Client client) throws Exception {
        var channel = transactional(client);
        var queue = client.queue(channel);

        channel.txRollback();

        assertThat(Client.ready(channel, queue)).isZero();
    }

    @Test
    void emptyTransactionCommits(Client client) throws Exception {
        var channel = transactional(client);

        channel.txCommit();
        channel.txRollback();

        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void secondSelectKeepsTheTransaction(Client client) throws Exception {
        var channel = transactional(client);
        var queue = client.queue(channel);
        Client.fill(channel, queue, "1");

        channel.txSelect();
        channel.txCommit();

        assertThat(Client.drain(client.channel(), queue)).containsExactly("1");
    }

    @Test
    void commitOfAPlainChannelIsRefused(Client client) throws Exception {
        var channel = client.channel();

        assertThat(client.failure(channel, channel::txCommit))
                .isEqualTo(notTransactional("tx.commit"));
    }

    @Test
    void rollbackOfAPlainChannelIsRefused(Client client) throws Exception {
        var channel = client.channel();

        assertThat(client.failure(channel, channel::txRollback))
                .isEqualTo(notTransactional("tx.rollback"));
    }

    private static Channel transactional(Client client) throws Exception {
        var channel = client.channel();
        channel.txSelect();
        return channel;
    }

    private static String filled(Client client, String... texts) throws Exception {
        var channel = client.confirmChannel();
        var queue = client.queue(channel);
        Client.fill(channel, queue, texts);
        return queue;
    }

    private static Closing notTransactional(String method) {
        return Closing.channel(406, "PRECONDITION_FAILED - channel is not transactional", method);
    }
}
