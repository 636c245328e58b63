package dev.warren.management.own;

import dev.warren.engine.queue.Queue;
import dev.warren.engine.topology.QueueDefinition;
import dev.warren.engine.topology.VirtualHost;
import dev.warren.management.http.ApiException;
import dev.warren.management.http.Caller;
import dev.warren.management.http.Request;

/// The queue of a path.
final class OwnQueue {

    private OwnQueue() {}

    /// 404 when there is none, 401 when the caller may not read it. A queue that is exclusive may
    /// be looked at.
    static Queue readable(Request request) {
        VirtualHost vhost = request.vhost();
        QueueDefinition definition = request.queueIn(vhost);
        Queue queue = request.broker().queueOrNull(definition);
        if (queue == null) {
            throw ApiException.notFound();
        }
        Caller caller = request.caller();
        caller.asking(() -> {
            caller.access(vhost.name()).requireRead(definition.resource());
            return queue;
        });
        return queue;
    }
}
