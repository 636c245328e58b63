package dev.warren.management.resource;

import dev.warren.codec.value.Bytes;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.FieldValue.LongText;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.auth.Access;
import dev.warren.engine.auth.Resource;
import dev.warren.engine.topology.Exchange;
import dev.warren.engine.topology.ExchangeDefinition;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.VirtualHost;
import dev.warren.management.http.ApiException;
import dev.warren.management.http.Caller;
import dev.warren.management.http.JsonBody;
import dev.warren.management.http.Listing;
import dev.warren.management.http.Reply;
import dev.warren.management.http.Request;
import dev.warren.management.http.Waits;
import dev.warren.management.sample.Sampler;
import dev.warren.management.view.Rates;
import dev.warren.management.view.TopologyView;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Exchanges: lists, one, declare and delete.
public final class Exchanges {

    private record InVhost(VirtualHost vhost, Exchange exchange) {}

    private final Sampler sampler;

    public Exchanges(Sampler sampler) {
        this.sampler = sampler;
    }

    public Reply list(Request request) {
        Stream<InVhost> all =
                Visible.vhosts(request)
                        .flatMap(vhost ->
                                vhost.exchanges().values().stream()
                                        .sorted(Comparator.comparing(Exchange::name))
                                        .map(exchange -> new InVhost(vhost, exchange)));
        Rates rates = Asked.of(request, sampler);
        return Listing.of(
                request,
                all,
                found -> found.exchange().name().toString(),
                found -> view(request, found.vhost().name(), found.exchange(), rates));
    }

    private static Map<String, Object> view(
            Request request, String vhost, Exchange exchange, Rates rates) {
        Map<String, Object> view = TopologyView.exchange(vhost, exchange);
        if (!request.isSet("disable_stats")) {
            rates.exchange(
                    view, request.broker().traffic().exchanges().ofOrNull(vhost, exchange.name()));
        }
        return view;
    }

    public Reply get(Request request) {
        VirtualHost vhost = request.vhost();
        Exchange exchange = vhost.exchangeOrNull(request.exchangeName("exchange"));
        if (exchange == null) {
            throw ApiException.notFound();
        }
        Map<String, Object> view =
                view(request, vhost.name(), exchange, Asked.of(request, sampler));
        if (!request.isSet("disable_stats")) {
            view.put("incoming", List.of());
            view.put("outgoing", List.of());
        }
        return Listing.one(request, view);
    }

    public Reply put(Request request) {
        VirtualHost vhost = request.vhostToChange();
        ShortString name = request.exchangeName("exchange").withoutLineBreaks();
        JsonBody body = request.json();
        ExchangeDefinition wanted =
                new ExchangeDefinition(
                        name,
                        body.text("type", "direct"),
                        body.flag("durable"),
                        body.flag("auto_delete"),
                        body.flag("internal"),
                        body.table("arguments"));
        Caller caller = request.caller();
        caller.asking(() -> {
            Access access = caller.access(vhost.name());
            access.requireConfigure(Resource.exchange(vhost.name(), name));
            ShortString alternate = nameOrNull(wanted.arguments(), "alternate-exchange");
            if (alternate != null) {
                access.requireRead(Resource.exchange(vhost.name(), name));
                access.requireWrite(Resource.exchange(vhost.name(), alternate));
            }
            return access;
        });
        Waits.on(
                request.broker()
                        .metadata()
                        .submit(
                                new TopologyCommand.DeclareExchange(vhost.name(), wanted),
                                caller.name()));
        return Reply.put(vhost.exchangeOrNull(name) == null);
    }

    /// The exchange that an argument names.
    static @Nullable ShortString nameOrNull(FieldTable arguments, String key) {
        return arguments.get(key) instanceof LongText(Bytes text)
                        && text.length() <= ShortString.LENGTH_MAX
                ? ShortString.copyOf(text.array(), 0, text.length())
                : null;
    }

    public Reply delete(Request request) {
        VirtualHost vhost = request.vhost();
        ShortString name = request.exchangeName("exchange");
        if (vhost.exchangeOrNull(name) == null) {
            throw ApiException.notFound();
        }
        Caller caller = request.caller();
        caller.asking(() -> {
            caller.access(vhost.name()).requireConfigure(Resource.exchange(vhost.name(), name));
            return name;
        });
        Waits.on(
                request.broker()
                        .metadata()
                        .submit(
                                new TopologyCommand.DeleteExchange(
                                        vhost.name(), name, request.isSet("if-unused")),
                                caller.name()));
        return Reply.noContent();
    }
}
