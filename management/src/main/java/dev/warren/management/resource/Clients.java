package dev.warren.management.resource;

import dev.warren.engine.broker.Broker;
import dev.warren.engine.events.ChannelFacts;
import dev.warren.engine.events.ConnectionFacts;
import dev.warren.management.http.ApiException;
import dev.warren.management.http.Caller;
import dev.warren.management.http.Listing;
import dev.warren.management.http.Reply;
import dev.warren.management.http.Request;
import dev.warren.management.http.Waits;
import dev.warren.management.live.LiveClients;
import dev.warren.management.live.LiveClients.LiveConsumer;
import dev.warren.management.sample.Sampler;
import dev.warren.management.view.ClientsView;
import dev.warren.management.view.ConsumerServing;
import dev.warren.management.view.Rates;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Connections, channels and consumers. Who watches the node sees all, others see their own.
public final class Clients {

    /// Ends a connection of this node with 320. Completes when its client has been told, and
    /// everything that it held is given back.
    @FunctionalInterface
    public interface Closer {
        CompletionStage<Void> close(long connection, String reason);
    }

    private final LiveClients live;
    private final Sampler sampler;
    private final Closer closer;

    public Clients(LiveClients live, Sampler sampler, Closer closer) {
        this.live = live;
        this.sampler = sampler;
        this.closer = closer;
    }

    public Reply connections(Request request) {
        return connections(request, live.connections());
    }

    public Reply connectionsOfVhost(Request request) {
        String vhost = request.vhost().name();
        return connections(
                request, live.connections().filter(c -> c.client().vhost().equals(vhost)));
    }

    public Reply connectionsOfUser(Request request) {
        String user = request.path("username");
        return connections(request, live.connections().filter(c -> c.client().user().equals(user)));
    }

    private Reply connections(Request request, Stream<ConnectionFacts> all) {
        Rates rates = Asked.of(request, sampler);
        return Listing.of(
                request,
                all.filter(c -> sees(request.caller(), c.client().user())),
                c -> c.endpoints().name(),
                c -> ClientsView.connection(node(request), c, live, rates));
    }

    private static String node(Request request) {
        return request.broker().nodeName();
    }

    private static boolean sees(Caller caller, String user) {
        return caller.isMonitor() || caller.name().equals(user);
    }

    public Reply connection(Request request) {
        return Listing.one(
                request,
                ClientsView.connection(
                        node(request), require(request), live, Asked.of(request, sampler)));
    }

    private ConnectionFacts require(Request request) {
        ConnectionFacts found = live.connectionOrNull(request.path("name"));
        if (found == null) {
            throw ApiException.notFound();
        }
        if (!sees(request.caller(), found.client().user())) {
            throw ApiException.notAuthorised("User not authorised to access object");
        }
        return found;
    }

    public Reply close(Request request) {
        ConnectionFacts found = require(request);
        if (!request.caller().isAdministrator()
                && !request.caller().name().equals(found.client().user())) {
            throw ApiException.notAuthorised("User not authorised to access object");
        }
        Waits.on(closer.close(found.id(), reason(request)));
        return Reply.noContent();
    }

    public Reply closeOfUser(Request request) {
        String user = request.path("username");
        if (!request.caller().isAdministrator() && !request.caller().name().equals(user)) {
            throw ApiException.notAuthorised("User not authorised to access object");
        }
        CompletableFuture<?>[] closing =
                live.connections()
                        .filter(c -> c.client().user().equals(user))
                        .map(c -> closer.close(c.id(), reason(request)).toCompletableFuture())
                        .toArray(CompletableFuture[]::new);
        Waits.on(CompletableFuture.allOf(closing));
        return Reply.noContent();
    }

    private static String reason(Request request) {
        return request.headers().getOrDefault("x-reason", "Closed via management plugin");
    }

    public Reply channelsOfConnection(Request request) {
        long id = require(request).id();
        return channels(request, live.channels().filter(c -> c.connection() == id));
    }

    public Reply channels(Request request) {
        return channels(request, live.channels());
    }

    public Reply channelsOfVhost(Request request) {
        String vhost = request.vhost().name();
        return channels(request, live.channels().filter(c -> c.vhost().equals(vhost)));
    }

    private Reply channels(Request request, Stream<ChannelFacts> all) {
        Rates rates = Asked.of(request, sampler);
        return Listing.of(
                request,
                all.filter(c -> sees(request.caller(), c.user())),
                ChannelFacts::name,
                c -> ClientsView.channel(node(request), c, live, rates));
    }

    public Reply channel(Request request) {
        String name = request.path("name");
        ChannelFacts found =
                live.channels().filter(c -> c.name().equals(name)).findFirst().orElse(null);
        if (found == null) {
            throw ApiException.notFound();
        }
        if (!sees(request.caller(), found.user())) {
            throw ApiException.notAuthorised("User not authorised to access object");
        }
        Map<String, Object> view =
                ClientsView.channel(node(request), found, live, Asked.of(request, sampler));
        view.put("consumer_details", consumers(request.broker(), found));
        view.put("publishes", List.of());
        view.put("deliveries", List.of());
        return Listing.one(request, view);
    }

    private List<Map<String, Object>> consumers(Broker broker, ChannelFacts channel) {
        ConsumerServing serving = new ConsumerServing(broker, live);
        return live.consumers()
                .filter(consumer -> consumer.channel().name().equals(channel.name()))
                .map(consumer -> ClientsView.consumer(broker.nodeName(), consumer, live, serving))
                .toList();
    }

    public Reply consumers(Request request) {
        Set<String> vhosts =
                Visible.vhosts(request).map(vhost -> vhost.name()).collect(Collectors.toSet());
        ConsumerServing serving = new ConsumerServing(request.broker(), live);
        List<LiveConsumer> shown =
                live.consumers()
                        .filter(c -> vhosts.contains(c.channel().vhost()))
                        .filter(c -> sees(request.caller(), c.channel().user()))
                        .toList();
        return Listing.of(
                request,
                shown.stream(),
                c -> c.facts().tag().toString(),
                c -> ClientsView.consumer(node(request), c, live, serving));
    }
}
