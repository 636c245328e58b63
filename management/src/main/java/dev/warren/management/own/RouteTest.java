package dev.warren.management.own;

import dev.warren.codec.value.BasicProperties;
import dev.warren.codec.value.FieldTable;
import dev.warren.codec.value.ShortString;
import dev.warren.engine.exchange.Headers;
import dev.warren.engine.routing.Route;
import dev.warren.engine.routing.Router;
import dev.warren.engine.topology.Exchange;
import dev.warren.engine.topology.QueueDefinition;
import dev.warren.engine.topology.VirtualHost;
import dev.warren.management.http.ApiException;
import dev.warren.management.http.JsonBody;
import dev.warren.management.http.JsonProperties;
import dev.warren.management.http.Reply;
import dev.warren.management.http.Request;
import dev.warren.management.view.Json;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/// Says where a message would go, and publishes none.
public final class RouteTest {

    private record Asked(BasicProperties properties) implements Headers {

        @Override
        public FieldTable table() {
            FieldTable headers = properties.headers();
            return headers == null ? FieldTable.EMPTY : headers;
        }
    }

    /// What depends on chance is answered for one throw of the dice.
    public Reply test(Request request) {
        VirtualHost vhost = request.vhost();
        Exchange exchange = vhost.exchangeOrNull(request.exchangeName("exchange"));
        if (exchange == null) {
            throw ApiException.notFound();
        }
        JsonBody body = request.json();
        ShortString key = body.shortText("routing_key");
        Route route = Router.route(vhost, exchange, key, new Asked(JsonProperties.of(body)));
        return Reply.ok(
                Json.object(
                        "routed",
                        !route.isEmpty(),
                        "queues",
                        names(route.queues(), QueueDefinition::name),
                        "exchanges",
                        names(route.consulted(), Exchange::name),
                        "delayed_at",
                        names(route.delaying(), Exchange::name)));
    }

    private static <T> List<String> names(Collection<T> things, Function<T, ShortString> name) {
        return things.stream().map(thing -> name.apply(thing).toString()).toList();
    }
}
