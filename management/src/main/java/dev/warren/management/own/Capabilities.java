package dev.warren.management.own;

import dev.warren.management.http.Listing;
import dev.warren.management.http.Reply;
import dev.warren.management.http.Request;
import dev.warren.management.view.Json;
import dev.warren.management.view.NodeFacts;
import java.util.List;

/// What this node has beyond RabbitMQ's API, for clients that want to know before they ask.
public final class Capabilities {

    private static final List<String> ALL =
            List.of(
                    "audit",
                    "browse",
                    "delayed",
                    "events",
                    "graph",
                    "jobs",
                    "openapi",
                    "route-test",
                    "session");

    private final NodeFacts facts;

    public Capabilities(NodeFacts facts) {
        this.facts = facts;
    }

    public Reply get(Request request) {
        return Listing.one(
                request,
                Json.object(
                        "product",
                        "Warren",
                        "version",
                        facts.version(),
                        "rabbitmq_version",
                        facts.rabbitVersion(),
                        "capabilities",
                        ALL));
    }
}
