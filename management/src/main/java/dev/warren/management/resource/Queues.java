package dev.warren.management.resource;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.auth.Access;
import dev.warren.engine.auth.Resource;
import dev.warren.engine.broker.Broker;
import dev.warren.engine.queue.Queue;
import dev.warren.engine.topology.QueueDefinition;
import dev.warren.engine.topology.QueueOptions;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.VirtualHost;
import dev.warren.management.http.ApiException;
import dev.warren.management.http.Caller;
import dev.warren.management.http.JsonBody;
import dev.warren.management.http.Listing;
import dev.warren.management.http.Reply;
import dev.warren.management.http.Request;
import dev.warren.management.http.Waits;
import dev.warren.management.live.LiveClients;
import dev.warren.management.sample.Sampler;
import dev.warren.management.view.ClientsView;
import dev.warren.management.view.ConsumerServing;
import dev.warren.management.view.QueueKeys;
import dev.warren.management.view.QueueView;
import dev.warren.management.view.Rates;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Queues: lists, one, declare, purge and delete.
public final class Queues {

    private record InVhost(VirtualHost vhost, QueueDefinition queue) {}

    private final LiveClients live;

    private final Sampler sampler;

    private final QueueOrder order;

    public Queues(LiveClients live, Sampler sampler, QueueOrder order) {
        this.live = live;
        this.sampler = sampler;
        this.order = order;
    }

    public Reply list(Request request) {
        Stream<InVhost> all =
                Visible.vhosts(request)
                        .flatMap(vhost ->
                                order.of(vhost).stream().map(queue -> new InVhost(vhost, queue)));
        Rates rates = Asked.of(request, sampler);
        return Listing.of(
                request,
                all,
                found -> found.queue().name().toString(),
                found -> view(request, found, rates),
                column -> keyOrNull(QueueKeys.ofOrNull(request.broker(), rates, column)));
    }

    private static @Nullable Function<InVhost, Object> keyOrNull(
            @Nullable Function<QueueDefinition, Object> key) {
        return key == null ? null : found -> key.apply(found.queue());
    }

    private static Map<String, Object> view(Request request, InVhost found, Rates rates) {
        if (!request.isSet("disable_stats")) {
            return QueueView.full(request.broker(), found.vhost(), found.queue(), rates);
        }
        return request.isSet("enable_queue_totals")
                ? QueueView.withTotals(request.broker(), found.queue())
                : QueueView.declared(request.broker(), found.queue());
    }

    public Reply get(Request request) {
        InVhost found = require(request);
        Map<String, Object> view = view(request, found, Asked.of(request, sampler));
        if (!request.isSet("disable_stats")) {
            view.put("consumer_details", consumers(request.broker(), found));
            view.put("incoming", List.of());
            view.put("deliveries", List.of());
        }
        return Listing.one(request, view);
    }

    private List<Map<String, Object>> consumers(Broker broker, InVhost found) {
        ConsumerServing serving = new ConsumerServing(broker, live);
        return live.consumers()
                .filter(consumer ->
                        consumer.facts().queue().equals(found.queue().name())
                                && consumer.channel().vhost().equals(found.vhost().name()))
                .map(consumer -> ClientsView.consumer(broker.nodeName(), consumer, live, serving))
                .toList();
    }

    private static InVhost require(Request request) {
        VirtualHost vhost = request.vhost();
        return new InVhost(vhost, request.queueIn(vhost));
    }

    private static Queue handle(Broker broker, QueueDefinition definition) {
        Queue queue = broker.queueOrNull(definition);
        if (queue == null) {
            throw ApiException.notFound();
        }
        return queue;
    }

    public Reply put(Request request) {
        VirtualHost vhost = request.vhostToChange();
        ShortString name = request.name("queue").withoutLineBreaks();
        JsonBody body = request.json();
        String node = body.text("node", request.broker().nodeName());
        if (!node.equals(request.broker().nodeName())) {
            throw ApiException.badRequest("Node " + node + " could not be contacted");
        }
        QueueOptions options =
                new QueueOptions(
                        body.flag("durable"),
                        body.flag("auto_delete"),
                        null,
                        body.table("arguments"));
        Caller caller = request.caller();
        caller.asking(() -> {
            requireDeclaring(caller.access(vhost.name()), name, options.arguments());
            return name;
        });
        QueueDefinition before = vhost.queueOrNull(name);
        Queue queue =
                Waits.on(
                        request.broker()
                                .declareQueue(
                                        new TopologyCommand.DeclareQueue(
                                                vhost.name(), name, options, false),
                                        caller.name()));
        if (before != null) {
            queue.use();
        }
        return Reply.put(before == null);
    }

    private static void requireDeclaring(Access access, ShortString name, FieldTable arguments) {
        Resource queue = Resource.queue(access.vhost(), name);
        access.requireConfigure(queue);
        ShortString deadLetters = Exchanges.nameOrNull(arguments, "x-dead-letter-exchange");
        if (deadLetters != null) {
            access.requireRead(queue);
            access.requireWrite(Resource.exchange(access.vhost(), deadLetters));
        }
    }

    public Reply delete(Request request) {
        InVhost found = require(request);
        Caller caller = request.caller();
        caller.asking(() -> {
            caller.access(found.vhost().name()).requireConfigure(found.queue().resource());
            return found;
        });
        found.queue().requireAccess(null);
        Waits.on(
                handle(request.broker(), found.queue())
                        .delete(
                                request.isSet("if-unused"),
                                request.isSet("if-empty"),
                                caller.name()));
        return Reply.noContent();
    }

    public Reply purge(Request request) {
        InVhost found = require(request);
        Caller caller = request.caller();
        caller.asking(() -> {
            caller.access(found.vhost().name()).requireRead(found.queue().resource());
            return found;
        });
        found.queue().requireAccess(null);
        Waits.on(handle(request.broker(), found.queue()).purge());
        return Reply.noContent();
    }
}
