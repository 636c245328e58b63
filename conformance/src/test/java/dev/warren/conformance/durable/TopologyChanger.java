package dev.warren.conformance.durable;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import dev.warren.conformance.durable.AnswerTrap.Answer;
import dev.warren.conformance.durable.TopologyModel.Bond;
import java.io.IOException;
import java.util.List;
import java.util.Random;

/// Declares, binds, unbinds and deletes, one thing after the other, and keeps what the broker has
/// answered. Lives longer than the broker; owned by one thread at a time.
final class TopologyChanger {

    private final Tally tally;
    private final Random random = new Random();

    /// What all answers come to.
    private TopologyModel answered = TopologyModel.EMPTY;

    /// The same with the change that has no answer, if there is one.
    private TopologyModel asked = TopologyModel.EMPTY;

    private long changes;

    TopologyChanger(Tally tally) {
        this.tally = tally;
    }

    /// How many changes were answered.
    long changes() {
        return changes;
    }

    /// Until the connection breaks.
    void run(Channel channel) throws IOException {
        try {
            while (channel.isOpen()) {
                change(channel);
                answered = asked;
                changes++;
                tally.trap().heard(Answer.TOPOLOGY);
            }
        } catch (IOException e) {
            if (e.getCause() instanceof ShutdownSignalException closed && !closed.isHardError()) {
                tally.fault("refused: " + closed.getMessage());
            }
            throw e;
        }
    }

    private void change(Channel channel) throws IOException {
        String queue = any(TopologyModel.QUEUES);
        String exchange = any(TopologyModel.EXCHANGES);
        var bond = new Bond(exchange, queue);
        boolean hasBoth =
                answered.queues().containsKey(queue) && answered.exchanges().containsKey(exchange);
        switch (random.nextInt(hasBoth ? 6 : 2)) {
            case 0 -> toggleQueue(channel, queue);
            case 1 -> toggleExchange(channel, exchange);
            default -> toggle(channel, bond);
        }
    }

    private void toggleQueue(Channel channel, String queue) throws IOException {
        if (answered.queues().containsKey(queue)) {
            asked = answered.withoutQueue(queue);
            channel.queueDelete(queue);
        } else {
            int variant = random.nextInt(TopologyModel.VARIANTS.size());
            asked = answered.withQueue(queue, variant);
            channel.queueDeclare(queue, true, false, false, TopologyModel.VARIANTS.get(variant));
        }
    }

    private void toggleExchange(Channel channel, String exchange) throws IOException {
        if (answered.exchanges().containsKey(exchange)) {
            asked = answered.withoutExchange(exchange);
            channel.exchangeDelete(exchange);
        } else {
            String type = any(TopologyModel.TYPES);
            asked = answered.withExchange(exchange, type);
            channel.exchangeDeclare(exchange, type, true);
        }
    }

    private void toggle(Channel channel, Bond bond) throws IOException {
        if (answered.bonds().contains(bond)) {
            asked = answered.without(bond);
            channel.queueUnbind(bond.queue(), bond.exchange(), bond.key());
        } else {
            asked = answered.with(bond);
            channel.queueBind(bond.queue(), bond.exchange(), bond.key());
        }
    }

    /// What the broker has after a restart: everything answered, and the last change wholly or not
    /// at all.
    void found(TopologyModel topology) {
        if (!topology.equals(answered) && !topology.equals(asked)) {
            tally.fault("found " + topology + ", expected " + answered + " or " + asked);
        }
        answered = topology;
        asked = topology;
    }

    private String any(List<String> names) {
        return names.get(random.nextInt(names.size()));
    }
}
