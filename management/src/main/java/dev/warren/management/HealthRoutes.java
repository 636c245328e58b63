package dev.warren.management;

import static dev.warren.management.http.Need.MANAGEMENT;
import static dev.warren.management.http.Need.NOTHING;

import dev.warren.management.resource.Health;
import java.util.List;

/// Health checks: those that look at the node, and those that one node always passes. Three are for
/// load balancers and the like, which have no login.
final class HealthRoutes {

    private static final String CHECKS = "health/checks/";

    private HealthRoutes() {}

    static void add(ApiRoutes table, Health health) {
        table.get("healthchecks/node", MANAGEMENT, health::alarms);
        table.get("healthchecks/node/{node}", MANAGEMENT, health::alarmsOfNode);
        table.get(CHECKS + "alarms", MANAGEMENT, health::alarms);
        table.get(CHECKS + "local-alarms", MANAGEMENT, health::localAlarms);
        table.get(CHECKS + "node-is-quorum-critical", MANAGEMENT, health::singleNode);
        table.get(CHECKS + "node-is-mirror-sync-critical", MANAGEMENT, health::singleNode);
        table.get(CHECKS + "port-listener/{port}", MANAGEMENT, health::port);
        table.get(CHECKS + "protocol-listener/{protocol}", MANAGEMENT, health::protocol);
        table.get(
                CHECKS + "certificate-expiration/{within}/{unit}",
                MANAGEMENT,
                health::certificates);
        table.get(CHECKS + "below-node-connection-limit", NOTHING, health::connectionLimit);
        table.get(CHECKS + "is-in-service", NOTHING, health::serving);
        table.get(CHECKS + "ready-to-serve-clients", NOTHING, health::ready);
        for (String check :
                List.of(
                        "virtual-hosts",
                        "metadata-store/initialized",
                        "metadata-store/initialized/with-data",
                        "reached-target-cluster-size",
                        "quorum-queues-without-elected-leaders/all-vhosts",
                        "quorum-queues-without-elected-leaders/all-vhosts/pattern/{pattern}",
                        "quorum-queues-without-elected-leaders/vhost/{vhost}",
                        "quorum-queues-without-elected-leaders/vhost/{vhost}/pattern/{pattern}")) {
            table.get(CHECKS + check, MANAGEMENT, health::ok);
        }
    }
}
