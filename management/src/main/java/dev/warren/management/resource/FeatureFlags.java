package dev.warren.management.resource;

import dev.warren.management.http.ApiException;
import dev.warren.management.http.Listing;
import dev.warren.management.http.Reply;
import dev.warren.management.http.Request;
import dev.warren.management.view.Json;
import java.util.Map;

/// What clients ask for before they use something. All of it is here, and cannot be turned off; the
/// command line asks here too.
public final class FeatureFlags {

    /// By name, what each stands for.
    private static final Map<String, String> ALL =
            Map.ofEntries(
                    Map.entry("classic_mirrored_queue_version", "Classic queues have a version"),
                    Map.entry(
                            "classic_queue_type_delivery_support",
                            "Messages are delivered alike from queues of all types"),
                    Map.entry(
                            "detailed_queues_endpoint",
                            "Queues can be listed with all there is of them"),
                    Map.entry(
                            "direct_exchange_routing_v2",
                            "Direct exchanges find queues by an index"),
                    Map.entry(
                            "drop_unroutable_metric",
                            "Unroutable messages that were dropped are counted"),
                    Map.entry("empty_basic_get_metric", "Fetches from empty queues are counted"),
                    Map.entry(
                            "feature_flags_v2", "Feature flags are switched for all nodes at once"),
                    Map.entry(
                            "implicit_default_bindings",
                            "Every queue is bound to the default exchange"),
                    Map.entry("listener_records_in_ets", "Listeners are known without a database"),
                    Map.entry("maintenance_mode_status", "A node says whether it is being drained"),
                    Map.entry("message_containers", "Messages keep the form they came in"),
                    Map.entry("quorum_queue", "Queues of type quorum"),
                    Map.entry("rabbitmq_4.0.0", "What clients may expect of RabbitMQ 4.0"),
                    Map.entry("restart_streams", "Streams can be restarted"),
                    Map.entry("stream_filtering", "Consumers of streams can filter"),
                    Map.entry("stream_queue", "Queues of type stream"),
                    Map.entry(
                            "stream_sac_coordinator_unblock_group",
                            "Groups of single active consumers do not stand still"),
                    Map.entry(
                            "stream_single_active_consumer",
                            "One consumer of a group reads a stream"),
                    Map.entry("stream_update_config_command", "Policies of streams can be changed"),
                    Map.entry(
                            "tracking_records_in_ets", "Connections are known without a database"),
                    Map.entry("user_limits", "Limits of a user's connections and channels"),
                    Map.entry("virtual_host_metadata", "Descriptions and tags of virtual hosts"));

    public Reply list(Request request) {
        return Listing.of(
                request,
                ALL.entrySet().stream().sorted(Map.Entry.comparingByKey()),
                Map.Entry::getKey,
                flag ->
                        Json.object(
                                "name",
                                flag.getKey(),
                                "desc",
                                flag.getValue(),
                                "doc_url",
                                "",
                                "state",
                                "enabled",
                                "stability",
                                "stable",
                                "provided_by",
                                "rabbit"));
    }

    public Reply enable(Request request) {
        String name = request.path("name");
        if (!ALL.containsKey(name)) {
            throw ApiException.badRequest("unsupported feature flag '" + name + "'");
        }
        return Reply.noContent();
    }
}
