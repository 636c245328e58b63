package dev.warren.management;

import static dev.warren.management.http.Need.ADMINISTRATOR;
import static dev.warren.management.http.Need.MANAGEMENT;
import static dev.warren.management.http.Need.MONITORING;
import static dev.warren.management.http.Need.VHOST;

import dev.warren.management.http.ApiException;
import dev.warren.management.http.Route;
import dev.warren.management.resource.DeprecatedFeatures;
import dev.warren.management.resource.FeatureFlags;
import dev.warren.management.resource.Housekeeping;
import dev.warren.management.resource.NodeMemory;
import dev.warren.management.resource.QuorumQueues;
import dev.warren.management.resource.StreamTracking;
import java.util.List;

/// Routes to the node itself, and to what RabbitMQ has and a single node without plugins has not:
/// clients find it empty.
final class HouseRoutes {

    private static final Route.Handler NONE_OF_THIS_NAME =
            _ -> {
                throw ApiException.notFound();
            };

    private HouseRoutes() {}

    static void add(ApiRoutes table, Housekeeping house) {
        table.put("cluster-name", ADMINISTRATOR, house::putClusterName);
        FeatureFlags flags = new FeatureFlags();
        table.get("feature-flags", ADMINISTRATOR, flags::list);
        table.put("feature-flags/{name}/enable", ADMINISTRATOR, flags::enable);
        DeprecatedFeatures deprecated = new DeprecatedFeatures();
        table.get("deprecated-features", ADMINISTRATOR, deprecated::all);
        table.get("deprecated-features/used", ADMINISTRATOR, deprecated::used);
        memory(table, new NodeMemory());
        quorumQueues(table, new QuorumQueues());
        table.get("auth/attempts/{node}", MONITORING, house::attempts);
        table.delete("auth/attempts/{node}", ADMINISTRATOR, house::resetAttempts);
        table.get("auth/attempts/{node}/source", MONITORING, house::attemptsBySource);
        table.delete("auth/attempts/{node}/source", ADMINISTRATOR, house::resetAttempts);
        table.get("auth/hash_password/{password}", MANAGEMENT, house::hashPassword);
        table.post("rebalance/queues", ADMINISTRATOR, house::nothingToDo);
        table.delete("reset", ADMINISTRATOR, house::nothingToDo);
        table.delete("reset/{node}", ADMINISTRATOR, house::nothingToDoOnNode);
        table.post("vhosts/{vhost}/start/{node}", ADMINISTRATOR, house::startVhost);
        table.post("queues/{vhost}/{queue}/actions", VHOST, house::queueAction);
        table.get("users/{user}/queues", ADMINISTRATOR, house::queuesOfUser);
        addEmpty(table, house);
    }

    private static void memory(ApiRoutes table, NodeMemory memory) {
        table.get("nodes/{node}/memory", MONITORING, memory::bytes);
        table.get("nodes/{node}/memory/relative", MONITORING, memory::relative);
    }

    private static void quorumQueues(ApiRoutes table, QuorumQueues queues) {
        String queue = "queues/quorum/{vhost}/{queue}/";
        String replicas = "queues/quorum/replicas/on/{node}/";
        table.get(queue + "status", VHOST, queues::status);
        table.post(queue + "replicas/add", ADMINISTRATOR, queues::add);
        table.delete(queue + "replicas/delete", ADMINISTRATOR, queues::delete);
        table.post(replicas + "grow", ADMINISTRATOR, queues::grow);
        table.delete(replicas + "shrink", ADMINISTRATOR, queues::shrink);
    }

    private static void addEmpty(ApiRoutes table, Housekeeping house) {
        table.get("connections/{name}/sessions", MANAGEMENT, house::none);
        for (String kind : List.of("connections", "publishers", "consumers")) {
            table.get("stream/" + kind, MANAGEMENT, house::none);
            table.get("stream/" + kind + "/{vhost}", VHOST, house::none);
        }
        table.get("stream/connections/{vhost}/{name}", VHOST, NONE_OF_THIS_NAME);
        table.delete("stream/connections/{vhost}/{name}", VHOST, NONE_OF_THIS_NAME);
        table.get("stream/connections/{vhost}/{name}/publishers", VHOST, house::none);
        table.get("stream/connections/{vhost}/{name}/consumers", VHOST, house::none);
        table.get("stream/publishers/{vhost}/{stream}", VHOST, house::none);
        table.get("stream/{vhost}/{queue}/tracking", VHOST, new StreamTracking()::get);
    }
}
