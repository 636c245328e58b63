package dev.warren.engine.broker;

import dev.warren.engine.dedup.Fingerprint;
import dev.warren.engine.message.Message;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.routing.Route;
import dev.warren.engine.routing.Router;
import dev.warren.engine.topology.MetadataStore;
import dev.warren.engine.topology.VirtualHost;
import java.util.List;

/// Where a message of a client goes: what its channel does, without rights and without memory.
public final class ClientRoute {

    private ClientRoute() {}

    /// The queues, those in which messages wait among them. Exchanges that know duplicates are
    /// asked.
    public static List<Queue> queues(
            MetadataStore metadata, LocalQueues queues, String vhostName, Message message) {
        VirtualHost vhost = metadata.topology().requireVhost(vhostName);
        Route route =
                Router.route(
                        vhost,
                        vhost.requireExchange(message.exchange()),
                        message.routingKey(),
                        new MessageHeaders(message, () -> 0));
        message.passKeys(PassedKeys.of(route, message, new Fingerprint()));
        return List.of(queues.of(route));
    }

    /// The queue of that number, which lives here.
    public static Queue queue(LocalQueues queues, long id) {
        Queue found = queues.queueOrNull(id);
        if (found == null) {
            throw new AssertionError("no queue " + id);
        }
        return found;
    }
}
