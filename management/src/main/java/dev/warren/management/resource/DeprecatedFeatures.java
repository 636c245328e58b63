package dev.warren.management.resource;

import dev.warren.engine.topology.Topology;
import dev.warren.management.http.Listing;
import dev.warren.management.http.Reply;
import dev.warren.management.http.Request;
import dev.warren.management.view.Json;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// What RabbitMQ means to remove, by the names that it gives, for tools that look for what a
/// cluster has to leave behind. Here all of it works and none of it goes: each is permitted.
public final class DeprecatedFeatures {

    /// @param isUsed whether something in the topology rests on it
    private record Feature(String name, String description, Predicate<Topology> isUsed) {}

    private static final List<Feature> FEATURES =
            List.of(
                    new Feature("global_qos", "Prefetch shared by a whole channel", _ -> false),
                    new Feature(
                            "management_metrics_collection",
                            "Rates and history in the HTTP API",
                            _ -> false),
                    new Feature(
                            "queue_master_locator",
                            "x-queue-master-locator for x-queue-leader-locator",
                            _ -> false),
                    new Feature(
                            "ram_node_type",
                            "Nodes of a cluster that keep definitions in memory only",
                            _ -> false),
                    new Feature(
                            "transient_nonexcl_queues",
                            "Queues that are neither durable nor exclusive",
                            DeprecatedFeatures::hasTransientQueues));

    private static boolean hasTransientQueues(Topology topology) {
        return topology.vhosts().values().stream()
                .flatMap(vhost -> vhost.queues().values().stream())
                .anyMatch(queue -> !queue.isDurable() && !queue.isExclusive());
    }

    public Reply all(Request request) {
        return of(request, _ -> true);
    }

    /// As far as the topology shows it: who shares a prefetch is not written anywhere.
    public Reply used(Request request) {
        Topology topology = request.broker().topology();
        return of(request, feature -> feature.isUsed().test(topology));
    }

    private static Reply of(Request request, Predicate<Feature> shown) {
        return Listing.of(
                request, FEATURES.stream().filter(shown), Feature::name, DeprecatedFeatures::view);
    }

    private static Map<String, Object> view(Feature feature) {
        return Json.object(
                "name",
                feature.name(),
                "desc",
                feature.description(),
                "deprecation_phase",
                "permitted_by_default",
                "state",
                "permitted",
                "doc_url",
                "",
                "provided_by",
                "rabbit");
    }
}
