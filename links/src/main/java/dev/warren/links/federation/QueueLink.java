package dev.warren.links.federation;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import dev.warren.codec.value.ReplyCode;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.queue.QueueCounter;
import dev.warren.engine.topology.QueueDefinition;
import dev.warren.links.LinkException;
import dev.warren.links.LinkWork;
import dev.warren.links.remote.ClientValues;
import dev.warren.links.remote.Reasons;
import java.io.IOException;
import java.util.Map;

/// Brings messages of a queue upstream to a queue here, while consumers wait here and the queue has
/// nothing for them. Owned by the link's thread.
///
/// It consumes upstream behind everybody else, so messages go where they are wanted and stay where
/// they are otherwise. Consumers that stand back themselves, as links of other brokers do, want
/// nothing here: so messages do not go round among brokers that have no other consumers.
final class QueueLink implements LinkWork {

    /// How often it is looked whether messages are wanted here.
    private static final long LOOK_MILLIS = 50;

    /// Behind everybody who says nothing of priority.
    private static final Map<String, Object> ARGUMENTS = Map.of("x-priority", -1);

    private final LinkKey key;
    private final LinkSettings settings;
    private final QueueDefinition definition;
    private final Surroundings around;

    QueueLink(LinkKey key, LinkSettings settings, QueueDefinition definition, Surroundings around) {
        this.key = key;
        this.settings = settings;
        this.definition = definition;
        this.around = around;
    }

    @Override
    public void run(Runnable running) throws LinkException, InterruptedException {
        try (Ends ends = Ends.open(around.remote().get(), key, settings)) {
            declare(ends);
            around.uris().connected(key, ends.uri());
            try {
                bring(ends, running);
            } catch (InterruptedException stopped) {
                ends.log(key).disconnecting();
                throw stopped;
            } finally {
                around.uris().disconnected(key);
            }
        } catch (IOException | ShutdownSignalException e) {
            throw new LinkException(Reasons.of(e), e);
        }
    }

    /// As it is here, unless it is there.
    private void declare(Ends ends) throws IOException {
        Channel trial = ends.upstream().createChannel();
        try {
            trial.queueDeclarePassive(key.from());
        } catch (IOException e) {
            if (CloseCode.of(e) != ReplyCode.NOT_FOUND.code()) {
                throw e;
            }
            trial = ends.upstream().createChannel();
            trial.queueDeclare(
                    key.from(),
                    definition.isDurable(),
                    false,
                    definition.isAutoDelete(),
                    ClientValues.of(definition.arguments()));
        }
        trial.abort();
    }

    private void bring(Ends ends, Runnable running)
            throws IOException, LinkException, InterruptedException {
        Inbox inbox = new Inbox();
        Inflow inflow = Inflow.open(ends, settings.upstream(), new Gate(ends, inbox), inbox);
        boolean isConsuming = false;
        running.run();
        ends.log(key).connected();
        while (true) {
            if (inbox.next(LOOK_MILLIS) instanceof Inbox.Note.Lost(var reason)) {
                throw new LinkException(reason);
            }
            boolean isWanted = isWanted();
            if (isWanted && !isConsuming) {
                inflow.giveBackRefused();
                inflow.consume(key.from(), ARGUMENTS);
            } else if (!isWanted && isConsuming) {
                inflow.cancel();
            }
            isConsuming = isWanted;
        }
    }

    private boolean isWanted() {
        Queue queue = around.broker().queueOrNull(definition);
        return queue != null
                && queue.counters().of(QueueCounter.AWAITED) > 0
                && queue.counters().of(QueueCounter.READY) == 0;
    }

    /// Messages go to the queue here by its name.
    private final class Gate implements Inflow.Gate {

        private final Provenance provenance;
        private final Inbox inbox;

        Gate(Ends ends, Inbox inbox) {
            this.provenance = Provenance.ofQueue(ends.uri().shown(), key.from());
            this.inbox = inbox;
        }

        @Override
        public boolean lets(AMQP.BasicProperties properties) {
            return true;
        }

        @Override
        public String exchange() {
            return "";
        }

        @Override
        public String key(String routingKey) {
            return key.name().toString();
        }

        @Override
        public Provenance provenance() {
            return provenance;
        }

        /// Enough has come when messages lie here that nobody has room for.
        @Override
        public void passed() {
            Queue queue = around.broker().queueOrNull(definition);
            if (queue != null && queue.counters().of(QueueCounter.READY) > 0) {
                inbox.changed();
            }
        }
    }
}
