package dev.warren.management;

import static dev.warren.management.http.Need.ADMINISTRATOR;

import dev.warren.management.http.Offer;
import dev.warren.management.own.Host;

/// Routes to the process, its settings and its log.
final class HostRoutes {

    private HostRoutes() {}

    static void add(ApiRoutes table, Host host) {
        table.get("config/effective", ADMINISTRATOR, Offer.TEXT, host::configuration);
        table.get("x/host", ADMINISTRATOR, host::show);
        table.get("x/tls", ADMINISTRATOR, host::tls);
        table.get("x/log", ADMINISTRATOR, host::log);
    }
}
