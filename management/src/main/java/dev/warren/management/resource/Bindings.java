package dev.warren.management.resource;

import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.auth.Access;
import dev.warren.engine.auth.Resource;
import dev.warren.engine.exchange.Binding;
import dev.warren.engine.exchange.Destination;
import dev.warren.engine.topology.Exchange;
import dev.warren.engine.topology.QueueDefinition;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.VirtualHost;
import dev.warren.management.http.ApiException;
import dev.warren.management.http.Caller;
import dev.warren.management.http.JsonBody;
import dev.warren.management.http.Listing;
import dev.warren.management.http.Reply;
import dev.warren.management.http.Request;
import dev.warren.management.http.Waits;
import dev.warren.management.view.PropertiesKey;
import dev.warren.management.view.TopologyView;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/// Bindings: lists from either end, one, bind and unbind. Every queue is bound to the exchange
/// without a name by its own, which is a binding nobody can take away.
public final class Bindings {

    private record InVhost(String vhost, Binding binding) {}

    static final Comparator<Binding> ORDER =
            Comparator.comparing(Binding::source)
                    .thenComparing(binding -> binding.destination().name())
                    .thenComparing(Binding::key)
                    .thenComparing(PropertiesKey::of);

    public Reply list(Request request) {
        return list(request, Visible.vhosts(request).flatMap(vhost -> named(vhost, all(vhost))));
    }

    private static Reply list(Request request, Stream<InVhost> bindings) {
        return Listing.of(
                request,
                bindings,
                found -> found.binding().source().toString(),
                found -> TopologyView.binding(found.vhost(), found.binding()));
    }

    private static Stream<InVhost> named(VirtualHost vhost, Stream<Binding> bindings) {
        return bindings.sorted(ORDER).map(binding -> new InVhost(vhost.name(), binding));
    }

    private static Stream<Binding> all(VirtualHost vhost) {
        return Stream.concat(
                vhost.queues().values().stream().map(queue -> implicit(queue.name())),
                vhost.exchanges().values().stream().flatMap(e -> e.bindings().stream()));
    }

    private static Binding implicit(ShortString queue) {
        return new Binding(
                ShortString.EMPTY, new Destination.ToQueue(queue), queue, FieldTable.EMPTY);
    }

    /// Those of which an exchange is the source.
    public Reply fromExchange(Request request) {
        VirtualHost vhost = request.vhost();
        ShortString name = request.exchangeName("exchange");
        Exchange exchange = vhost.exchangeOrNull(name);
        if (exchange == null) {
            throw ApiException.notFound();
        }
        Stream<Binding> bindings =
                exchange.isDefault()
                        ? vhost.queues().values().stream()
                                .map(QueueDefinition::name)
                                .map(Bindings::implicit)
                        : exchange.bindings().stream();
        return list(request, named(vhost, bindings));
    }

    public Reply toExchange(Request request) {
        VirtualHost vhost = request.vhost();
        ShortString name = request.exchangeName("exchange");
        if (vhost.exchangeOrNull(name) == null) {
            throw ApiException.notFound();
        }
        return list(
                request, named(vhost, vhost.bindingsTo(new Destination.ToExchange(name)).stream()));
    }

    public Reply toQueue(Request request) {
        VirtualHost vhost = request.vhost();
        ShortString name = request.name("queue");
        if (vhost.queueOrNull(name) == null) {
            throw ApiException.notFound();
        }
        return list(
                request,
                named(
                        vhost,
                        Stream.concat(
                                Stream.of(implicit(name)),
                                vhost.bindingsTo(new Destination.ToQueue(name)).stream())));
    }

    /// Between two: an empty list when one of them does not exist.
    public Reply between(Request request) {
        VirtualHost vhost = request.vhost();
        return list(request, named(vhost, between(request, vhost)));
    }

    private static Destination destination(Request request) {
        return request.path().containsKey("queue")
                ? new Destination.ToQueue(request.name("queue"))
                : new Destination.ToExchange(request.exchangeName("destination"));
    }

    private static Stream<Binding> between(Request request, VirtualHost vhost) {
        ShortString source = request.exchangeName("source");
        Destination to = destination(request);
        if (source.isEmpty()) {
            return to instanceof Destination.ToQueue && vhost.queueOrNull(to.name()) != null
                    ? Stream.of(implicit(to.name()))
                    : Stream.empty();
        }
        return vhost.bindingsTo(to).stream().filter(b -> b.source().equals(source));
    }

    public Reply get(Request request) {
        VirtualHost vhost = request.vhost();
        return Listing.one(request, TopologyView.binding(vhost.name(), require(request, vhost)));
    }

    private static Binding require(Request request, VirtualHost vhost) {
        String key = request.path("props");
        return between(request, vhost)
                .filter(binding -> PropertiesKey.of(binding).equals(key))
                .findFirst()
                .orElseThrow(ApiException::notFound);
    }

    public Reply bind(Request request) {
        VirtualHost vhost = request.vhostToChange();
        JsonBody body = request.json();
        Destination to = destination(request);
        ShortString key;
        try {
            key = ShortString.of(body.text("routing_key", ""));
        } catch (IllegalArgumentException tooLong) {
            throw ApiException.badRequest("routing_key is longer than 255 bytes");
        }
        Binding binding =
                new Binding(request.exchangeName("source"), to, key, body.table("arguments"));
        requireRights(request, vhost, binding);
        Waits.on(
                request.broker()
                        .metadata()
                        .submit(command(vhost.name(), binding, true), request.caller().name()));
        String place = to.name() + "/" + PropertiesKey.of(binding).replace("%", "%25");
        return new Reply(201, null, Map.of("location", place.replaceAll("[^\\x21-\\x7e]", "_")));
    }

    public Reply unbind(Request request) {
        VirtualHost vhost = request.vhost();
        Binding binding = require(request, vhost);
        requireRights(request, vhost, binding);
        Waits.on(
                request.broker()
                        .metadata()
                        .submit(command(vhost.name(), binding, false), request.caller().name()));
        return Reply.noContent();
    }

    private static void requireRights(Request request, VirtualHost vhost, Binding binding) {
        Caller caller = request.caller();
        caller.asking(() -> {
            Access access = caller.access(vhost.name());
            access.requireWrite(
                    switch (binding.destination()) {
                        case Destination.ToQueue(var name) -> Resource.queue(vhost.name(), name);
                        case Destination.ToExchange(var name) ->
                                Resource.exchange(vhost.name(), name);
                    });
            Resource source = Resource.exchange(vhost.name(), binding.source());
            access.requireRead(source);
            Exchange exchange = vhost.exchangeOrNull(binding.source());
            if (exchange != null && exchange.isTopic()) {
                access.requireTopicRead(source, binding.key());
            }
            return access;
        });
    }

    private static TopologyCommand command(String vhost, Binding binding, boolean isNew) {
        ShortString source = binding.source();
        ShortString key = binding.key();
        FieldTable arguments = binding.arguments();
        return switch (binding.destination()) {
            case Destination.ToQueue(var queue) ->
                    isNew
                            ? new TopologyCommand.BindQueue(
                                    vhost, queue, source, key, arguments, null)
                            : new TopologyCommand.UnbindQueue(
                                    vhost, queue, source, key, arguments, null);
            case Destination.ToExchange(var exchange) ->
                    isNew
                            ? new TopologyCommand.BindExchange(
                                    vhost, exchange, source, key, arguments)
                            : new TopologyCommand.UnbindExchange(
                                    vhost, exchange, source, key, arguments);
        };
    }
}
