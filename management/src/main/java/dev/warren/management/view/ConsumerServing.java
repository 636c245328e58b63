package dev.warren.management.view;

import dev.warren.codec.value.ShortString;
import dev.warren.engine.broker.Broker;
import dev.warren.engine.queue.ConsumerPriority;
import dev.warren.engine.queue.ConsumerTimeout;
import dev.warren.engine.topology.QueueDefinition;
import dev.warren.engine.topology.QueueSettings;
import dev.warren.engine.topology.QueueType;
import dev.warren.engine.topology.VirtualHost;
import dev.warren.management.live.LiveClients;
import dev.warren.management.live.LiveClients.LiveConsumer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How the queues of consumers treat them: who is served, and how long each may hold a message. For
/// one request.
///
/// Which consumer of a queue with a single active one that is follows from the rule, not from the
/// queue itself: the one that came first, in quorum queues the first of those with the highest
/// priority. It is wrong while an active consumer that has to give way still holds messages.
public final class ConsumerServing {

    private static final Comparator<LiveConsumer> BY_ARRIVAL =
            Comparator.comparingLong(LiveConsumer::arrival);
    private static final Comparator<LiveConsumer> BY_PRIORITY =
            Comparator.<LiveConsumer>comparingLong(c -> -priority(c)).thenComparing(BY_ARRIVAL);

    private record QueueKey(String vhost, ShortString queue) {
        static QueueKey of(LiveConsumer consumer) {
            return new QueueKey(consumer.channel().vhost(), consumer.facts().queue());
        }
    }

    private final Broker broker;
    private final LiveClients clients;
    private final Map<QueueKey, QueueSettings> settings = new HashMap<>();
    private @Nullable Map<QueueKey, LiveConsumer> active;

    public ConsumerServing(Broker broker, LiveClients clients) {
        this.broker = broker;
        this.clients = clients;
    }

    private static long priority(LiveConsumer consumer) {
        return ConsumerPriority.of(consumer.facts().arguments());
    }

    boolean isActive(LiveConsumer consumer) {
        return !isSingle(consumer) || consumer.equals(active().get(QueueKey.of(consumer)));
    }

    /// In RabbitMQ's words.
    String status(LiveConsumer consumer) {
        if (!isSingle(consumer)) {
            return "up";
        }
        return isActive(consumer) ? "single_active" : "waiting";
    }

    /// Null without a limit.
    @Nullable Long timeoutMillisOrNull(LiveConsumer consumer) {
        long own = ConsumerTimeout.of(consumer.facts().arguments());
        return own == ConsumerTimeout.OF_QUEUE
                ? settings(QueueKey.of(consumer)).delivering().consumerTimeoutMillis()
                : Long.valueOf(own);
    }

    private boolean isSingle(LiveConsumer consumer) {
        return settings(QueueKey.of(consumer)).delivering().singleActiveConsumer();
    }

    private QueueSettings settings(QueueKey key) {
        return settings.computeIfAbsent(key, this::settingsNow);
    }

    private QueueSettings settingsNow(QueueKey key) {
        VirtualHost vhost = broker.topology().vhostOrNull(key.vhost());
        QueueDefinition queue = vhost == null ? null : vhost.queueOrNull(key.queue());
        return queue == null ? QueueSettings.NONE : broker.settings(queue);
    }

    private Map<QueueKey, LiveConsumer> active() {
        Map<QueueKey, LiveConsumer> known = active;
        if (known == null) {
            Map<QueueKey, LiveConsumer> found = new HashMap<>();
            clients.consumers()
                    .filter(this::isSingle)
                    .forEach(c -> found.merge(QueueKey.of(c), c, this::ahead));
            active = known = found;
        }
        return known;
    }

    private LiveConsumer ahead(LiveConsumer one, LiveConsumer other) {
        boolean isQuorum = settings(QueueKey.of(one)).type() == QueueType.QUORUM;
        return (isQuorum ? BY_PRIORITY : BY_ARRIVAL).compare(one, other) <= 0 ? one : other;
    }
}
