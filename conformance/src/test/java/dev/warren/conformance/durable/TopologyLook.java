package dev.warren.conformance.durable;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.MessageProperties;
import dev.warren.conformance.durable.TopologyModel.Bond;
import dev.warren.conformance.support.Client;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/// Finds out what a broker has of the names in [TopologyModel], by asking it.
final class TopologyLook {

    private static final long PATIENCE_MILLIS = 30_000;

    /// What may fail and then costs its channel.
    private interface Question {
        void ask(Channel channel) throws IOException;
    }

    private final Connection connection;

    TopologyLook(Connection connection) {
        this.connection = connection;
    }

    TopologyModel look() throws IOException, InterruptedException, TimeoutException {
        TopologyModel found = TopologyModel.EMPTY;
        for (String queue : TopologyModel.QUEUES) {
            if (isTrue(channel -> channel.queueDeclarePassive(queue))) {
                found = found.withQueue(queue, variant(queue));
            }
        }
        for (String exchange : TopologyModel.EXCHANGES) {
            if (isTrue(channel -> channel.exchangeDeclarePassive(exchange))) {
                found = found.withExchange(exchange, type(exchange));
            }
        }
        for (Bond bond : bonds(found)) {
            found = found.with(bond);
        }
        return found;
    }

    private boolean isTrue(Question question) throws IOException {
        Channel channel = Client.channelOf(connection);
        try {
            question.ask(channel);
            return true;
        } catch (IOException e) {
            if (!connection.isOpen()) {
                throw e;
            }
            return false;
        }
    }

    private int variant(String queue) {
        return IntStream.range(0, TopologyModel.VARIANTS.size())
                .filter(variant -> isDeclared(queue, variant))
                .findFirst()
                .orElse(-1);
    }

    private boolean isDeclared(String queue, int variant) {
        try {
            return isTrue(channel ->
                    channel.queueDeclare(
                            queue, true, false, false, TopologyModel.VARIANTS.get(variant)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String type(String exchange) throws IOException {
        for (String type : TopologyModel.TYPES) {
            if (isTrue(channel -> channel.exchangeDeclare(exchange, type, true))) {
                return type;
            }
        }
        return "unknown";
    }

    /// Sends a message along each binding that could be there; those that are not return it.
    private Set<Bond> bonds(TopologyModel found)
            throws IOException, InterruptedException, TimeoutException {
        Channel channel = Client.channelOf(connection);
        Set<Bond> there = ConcurrentHashMap.newKeySet();
        channel.addReturnListener(returned ->
                there.removeIf(bond ->
                        bond.exchange().equals(returned.getExchange())
                                && bond.key().equals(returned.getRoutingKey())));
        channel.confirmSelect();
        for (String exchange : found.exchanges().keySet()) {
            for (String queue : TopologyModel.QUEUES) {
                var bond = new Bond(exchange, queue);
                there.add(bond);
                channel.basicPublish(
                        exchange, bond.key(), true, MessageProperties.BASIC, new byte[1]);
            }
        }
        channel.waitForConfirmsOrDie(PATIENCE_MILLIS);
        for (String queue : found.queues().keySet()) {
            channel.queuePurge(queue);
        }
        return there;
    }
}
