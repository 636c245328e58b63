package dev.warren.engine.broker;

import dev.warren.codec.value.ShortString;
import dev.warren.engine.lane.Lane;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.routing.Route;
import dev.warren.engine.routing.Router;
import dev.warren.engine.topology.Exchange;
import dev.warren.engine.topology.MetadataStore;
import dev.warren.engine.topology.VirtualHost;
import dev.warren.engine.transfer.TransferRouting;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Routes messages that no client publishes: dead letters, and what the node itself has to say. No
/// rights are asked for, internal exchanges are open, nothing is remembered from one to the next.
/// Any lane.
final class NodeRouting implements TransferRouting {

    private final MetadataStore metadata;
    private final LocalQueues queues;

    /// Set when the broker is there: letters of queues that are being restored meet no chance.
    private volatile RandomGenerator random = () -> 0;

    /// Set when the broker is there; dead letters of the first moments are in no history.
    private volatile @Nullable ExchangeHistories histories;

    NodeRouting(MetadataStore metadata, LocalQueues queues) {
        this.metadata = metadata;
        this.queues = queues;
    }

    /// The broker is there.
    ///
    /// @param chance one that any thread may ask
    void complete(ExchangeHistories all, RandomGenerator chance) {
        histories = all;
        random = chance;
    }

    /// Chance for whoever moves messages. Any lane.
    RandomGenerator random() {
        return () -> random.nextLong();
    }

    @Override
    public boolean isComplete() {
        return queues.complete().isDone();
    }

    @Override
    public void whenComplete(Lane lane, Runnable then) {
        queues.complete().thenRun(() -> lane.later(then));
    }

    @Override
    public List<Queue> queues(
            String vhostName, ShortString exchangeName, List<ShortString> keys, Message message) {
        VirtualHost vhost = metadata.topology().vhostOrNull(vhostName);
        Exchange exchange = vhost == null ? null : vhost.exchangeOrNull(exchangeName);
        if (vhost == null || exchange == null) {
            return List.of();
        }
        Route route = Router.route(vhost, exchange, keys, new MessageHeaders(message, random));
        ExchangeHistories remembering = histories;
        if (remembering != null && route.passesHistory()) {
            remembering.remember(vhostName, route, message);
        }
        return List.of(queues.of(route));
    }
}
