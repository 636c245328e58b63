package dev.warren.management.resource;

import dev.warren.engine.topology.TopologyCommand;
import dev.warren.engine.topology.VirtualHost;
import dev.warren.engine.topology.policy.Policy;
import dev.warren.engine.topology.policy.PolicyKind;
import dev.warren.engine.topology.policy.PolicySet;
import dev.warren.management.http.ApiException;
import dev.warren.management.http.JsonBody;
import dev.warren.management.http.Listing;
import dev.warren.management.http.Reply;
import dev.warren.management.http.Request;
import dev.warren.management.http.Waits;
import dev.warren.management.view.TopologyView;
import java.util.Comparator;

/// The policies of one kind: lists, one, set and clear.
public final class Policies {

    private record InVhost(String vhost, Policy policy) {}

    private final PolicyKind kind;

    public Policies(PolicyKind kind) {
        this.kind = kind;
    }

    public Reply list(Request request) {
        return Listing.of(
                request,
                Visible.vhosts(request)
                        .flatMap(vhost ->
                                of(vhost).policies().stream()
                                        .sorted(Comparator.comparing(Policy::name))
                                        .map(policy -> new InVhost(vhost.name(), policy))),
                found -> found.policy().name(),
                found -> TopologyView.policy(found.vhost(), found.policy()));
    }

    private PolicySet of(VirtualHost vhost) {
        return vhost.policies().of(kind);
    }

    public Reply get(Request request) {
        VirtualHost vhost = request.vhost();
        return Listing.one(request, TopologyView.policy(vhost.name(), require(request, vhost)));
    }

    private Policy require(Request request, VirtualHost vhost) {
        Policy policy = of(vhost).policyOrNull(request.path("policy"));
        if (policy == null) {
            throw ApiException.notFound();
        }
        return policy;
    }

    public Reply put(Request request) {
        VirtualHost vhost = request.vhostToChange();
        JsonBody body = request.json();
        body.require("pattern", "definition");
        String name = request.path("policy");
        Policy policy =
                new Policy(
                        name,
                        body.text("pattern"),
                        body.table("definition"),
                        priority(body),
                        body.text("apply-to", "all"));
        Waits.on(
                request.broker()
                        .submit(
                                new TopologyCommand.SetPolicy(vhost.name(), kind, policy),
                                request.caller().name()));
        return Reply.put(of(vhost).policyOrNull(name) == null);
    }

    private static long priority(JsonBody body) {
        if (body.has("priority") && !body.value("priority").canConvertToLong()) {
            throw ApiException.badRequest(
                    "Validation failed\n\npriority should be a number, actually was %s\n"
                            .formatted(body.value("priority").asText()));
        }
        return body.number("priority", 0);
    }

    public Reply delete(Request request) {
        VirtualHost vhost = request.vhost();
        require(request, vhost);
        Waits.on(
                request.broker()
                        .submit(
                                new TopologyCommand.ClearPolicy(
                                        vhost.name(), kind, request.path("policy")),
                                request.caller().name()));
        return Reply.noContent();
    }
}
