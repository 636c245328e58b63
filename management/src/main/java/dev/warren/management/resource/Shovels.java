package dev.warren.management.resource;

import dev.warren.engine.topology.ParameterName;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.management.http.ApiException;
import dev.warren.management.http.Listing;
import dev.warren.management.http.Reply;
import dev.warren.management.http.Request;
import dev.warren.management.http.Waits;
import dev.warren.management.view.Json;
import dev.warren.management.view.NodeLinks;
import dev.warren.management.view.NodeLinks.Shovel;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.stream.Stream;

/// How shovels are doing. They are set up by parameters; here they are looked at, begun anew and
/// deleted.
public final class Shovels {

    private static final String COMPONENT = "shovel";

    /// As RabbitMQ writes it.
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd H:mm:ss");

    private final NodeLinks links;

    public Shovels(NodeLinks links) {
        this.links = links;
    }

    public Reply list(Request request) {
        return Listing.of(request, visible(request), Shovel::name, shovel -> view(request, shovel));
    }

    private Stream<Shovel> visible(Request request) {
        if (request.path().containsKey("vhost")) {
            String vhost = request.vhost().name();
            return links.shovels().stream().filter(shovel -> shovel.vhost().equals(vhost));
        }
        return links.shovels().stream();
    }

    private static Map<String, Object> view(Request request, Shovel shovel) {
        Map<String, Object> view =
                Json.object(
                        "node",
                        request.broker().nodeName(),
                        "timestamp",
                        TIMESTAMP.format(
                                Instant.ofEpochMilli(shovel.sinceMillis())
                                        .atZone(ZoneId.systemDefault())),
                        "name",
                        shovel.name(),
                        "vhost",
                        shovel.vhost(),
                        "type",
                        "dynamic",
                        "state",
                        shovel.state());
        view.putAll(shovel.facts());
        return view;
    }

    public Reply get(Request request) {
        return Listing.one(request, view(request, require(request)));
    }

    private Shovel require(Request request) {
        String name = request.path("name");
        return visible(request)
                .filter(shovel -> shovel.name().equals(name))
                .findFirst()
                .orElseThrow(ApiException::notFound);
    }

    public Reply restart(Request request) {
        Shovel shovel = require(request);
        links.restartShovel(shovel.vhost(), shovel.name());
        return Reply.noContent();
    }

    /// The same as deleting its parameter.
    public Reply delete(Request request) {
        String vhost = request.vhost().name();
        ParameterName parameter = new ParameterName(COMPONENT, request.path("name"));
        if (request.vhost().parameterOrNull(parameter) == null) {
            throw ApiException.notFound();
        }
        Waits.on(
                request.broker()
                        .metadata()
                        .submit(
                                new TopologyCommand.ClearParameter(vhost, parameter),
                                request.caller().name()));
        return Reply.noContent();
    }
}
