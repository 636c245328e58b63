package dev.warren.management.resource;

import dev.warren.engine.auth.Permission;
import dev.warren.engine.broker.Broker;
import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.VirtualHost;
import dev.warren.engine.topology.VirtualHostDefinition;
import dev.warren.management.http.ApiException;
import dev.warren.management.http.Caller;
import dev.warren.management.http.JsonBody;
import dev.warren.management.http.Listing;
import dev.warren.management.http.Reply;
import dev.warren.management.http.Request;
import dev.warren.management.http.Waits;
import dev.warren.management.sample.Sampler;
import dev.warren.management.view.Json;
import dev.warren.management.view.Rates;
import dev.warren.management.view.Totals;
import java.util.Map;

/// Virtual hosts: lists, one, create, delete, protect.
public final class Vhosts {

    private final Sampler sampler;

    public Vhosts(Sampler sampler) {
        this.sampler = sampler;
    }

    public Reply list(Request request) {
        Rates rates = Asked.of(request, sampler);
        return Listing.of(
                request,
                Visible.seen(request.caller()).stream(),
                VirtualHost::name,
                vhost -> view(request.broker(), vhost, rates));
    }

    public Reply get(Request request) {
        VirtualHost vhost = request.vhost();
        Caller caller = request.caller();
        if (!caller.isMonitor() && !caller.mayEnter(vhost.name())) {
            throw ApiException.notAuthorised("User not authorised to access virtual host");
        }
        return Listing.one(request, view(request.broker(), vhost, Asked.of(request, sampler)));
    }

    private static Map<String, Object> view(Broker broker, VirtualHost vhost, Rates rates) {
        VirtualHostDefinition definition = vhost.definition();
        String type = definition.defaultQueueType();
        Map<String, Object> view =
                Json.object(
                        "cluster_state",
                        Json.object(broker.nodeName(), "running"),
                        "default_queue_type",
                        type == null ? "undefined" : type,
                        "description",
                        definition.description(),
                        "metadata",
                        Json.object(
                                "description", definition.description(), "tags", definition.tags()),
                        "name",
                        vhost.name(),
                        "protected_from_deletion",
                        definition.isProtected(),
                        "tags",
                        definition.tags(),
                        "tracing",
                        broker.firehose().isOn(vhost.name()));
        Totals totals = new Totals();
        totals.add(broker, vhost);
        rates.vhost(view, vhost.name(), totals);
        return view;
    }

    public Reply put(Request request) {
        JsonBody body = request.json();
        String name = request.path("vhost");
        Broker broker = request.broker();
        VirtualHost before = broker.topology().vhostOrNull(name);
        String type = body.textOrNull("default_queue_type");
        submit(
                request,
                new TopologyCommand.AddVhost(
                        new VirtualHostDefinition(
                                name,
                                body.text("description", ""),
                                body.texts("tags"),
                                "undefined".equals(type) ? null : type,
                                body.has("protected_from_deletion")
                                        ? body.flag("protected_from_deletion")
                                        : before != null && before.definition().isProtected())));
        if (body.has("tracing")) {
            broker.firehose().set(name, body.flag("tracing"));
        }
        Caller caller = request.caller();
        boolean isKnown = broker.topology().userOrNull(caller.name()) != null;
        if (before == null && isKnown) {
            submit(
                    request,
                    new TopologyCommand.SetPermissions(name, caller.name(), Permission.ALL));
        }
        return Reply.put(before == null);
    }

    public Reply delete(Request request) {
        VirtualHostDefinition doomed = request.vhost().definition();
        if (doomed.isProtected()) {
            throw ApiException.preconditionFailed(
                    "Refusing to delete virtual host '%s' because it is protected from deletion"
                            .formatted(doomed.name()));
        }
        submit(request, new TopologyCommand.DeleteVhost(doomed.name()));
        return Reply.noContent();
    }

    public Reply protect(Request request) {
        return protect(request, true);
    }

    public Reply unprotect(Request request) {
        return protect(request, false);
    }

    private static Reply protect(Request request, boolean isProtected) {
        VirtualHostDefinition known = request.vhost().definition();
        submit(
                request,
                new TopologyCommand.AddVhost(
                        new VirtualHostDefinition(
                                known.name(),
                                known.description(),
                                known.tags(),
                                known.defaultQueueType(),
                                isProtected)));
        return Reply.noContent();
    }

    private static void submit(Request request, TopologyCommand command) {
        Waits.on(request.broker().metadata().submit(command, request.caller().name()));
    }
}
