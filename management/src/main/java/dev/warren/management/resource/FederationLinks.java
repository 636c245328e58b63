package dev.warren.management.resource;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.warren.engine.topology.VirtualHost;
import dev.warren.management.http.ApiException;
import dev.warren.management.http.Listing;
import dev.warren.management.http.Reply;
import dev.warren.management.http.Request;
import dev.warren.management.view.FederationControl;
import dev.warren.management.view.FederationControl.Link;
import dev.warren.management.view.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The links of federation: a list, and a way to begin one anew.
public final class FederationLinks {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private final FederationControl control;

    public FederationLinks(FederationControl control) {
        this.control = control;
    }

    public Reply list(Request request) {
        return list(request, visible(request));
    }

    /// Those that do not run.
    public Reply down(Request request) {
        return list(request, visible(request).filter(link -> link.state().isDown()));
    }

    private static Reply list(Request request, Stream<Link> links) {
        return Listing.of(
                request, links, link -> link.target().name(), link -> view(request, link));
    }

    private Stream<Link> visible(Request request) {
        Set<String> vhosts =
                Visible.vhosts(request).map(VirtualHost::name).collect(toUnmodifiableSet());
        return control.links().stream()
                .filter(link -> vhosts.contains(link.target().vhost()))
                .sorted(
                        Comparator.comparing((Link link) -> link.target().vhost())
                                .thenComparing(link -> link.target().name())
                                .thenComparing(link -> link.source().upstream())
                                .thenComparing(Link::id));
    }

    private static Map<String, Object> view(Request request, Link link) {
        String type = link.target().isExchange() ? "exchange" : "queue";
        Map<String, Object> view =
                Json.object(
                        "node",
                        request.broker().nodeName(),
                        type,
                        link.target().name(),
                        "upstream_" + type,
                        link.source().name(),
                        "type",
                        type,
                        "vhost",
                        link.target().vhost(),
                        "upstream",
                        link.source().upstream(),
                        "id",
                        link.id(),
                        "status",
                        link.state().status(),
                        "uri",
                        link.source().uri(),
                        "timestamp",
                        TIME.format(Instant.ofEpochMilli(link.state().sinceMillis())));
        if (!link.target().isExchange()) {
            view.put("consumer_tag", link.source().consumerTag());
        }
        String error = link.state().error();
        if (error != null) {
            view.put("error", error);
        }
        return view;
    }

    public Reply restart(Request request) {
        String vhost = request.vhost().name();
        String id = request.path("id");
        boolean isThere =
                request.path("node").equals(request.broker().nodeName())
                        && control.links().stream()
                                .anyMatch(link ->
                                        link.id().equals(id)
                                                && link.target().vhost().equals(vhost));
        if (!isThere || !control.restart(id)) {
            throw ApiException.notFound();
        }
        return Reply.noContent();
    }
}
