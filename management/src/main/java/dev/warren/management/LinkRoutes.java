package dev.warren.management;

import static dev.warren.management.http.Need.MONITORING;
import static dev.warren.management.http.Need.POLICIES;

import dev.warren.management.resource.FederationLinks;
import dev.warren.management.resource.Shovels;

/// Routes to what the node does as a client of brokers. What it is to do is in parameters.
final class LinkRoutes {

    private static final String SHOVEL = "shovels/vhost/{vhost}/{name}";

    private static final String FEDERATION = "federation-links";

    private LinkRoutes() {}

    static void add(ApiRoutes table, Shovels shovels) {
        table.get("shovels", MONITORING, shovels::list);
        table.get("shovels/{vhost}", MONITORING, shovels::list);
        table.get(SHOVEL, MONITORING, shovels::get);
        table.delete(SHOVEL, POLICIES, shovels::delete);
        table.delete(SHOVEL + "/restart", POLICIES, shovels::restart);
    }

    static void add(ApiRoutes table, FederationLinks links) {
        table.get(FEDERATION, MONITORING, links::list);
        table.get(FEDERATION + "/state/down", MONITORING, links::down);
        table.get(FEDERATION + "/{vhost}", MONITORING, links::list);
        table.get(FEDERATION + "/{vhost}/state/down", MONITORING, links::down);
        table.delete(FEDERATION + "/vhost/{vhost}/{id}/{node}/restart", MONITORING, links::restart);
    }
}
