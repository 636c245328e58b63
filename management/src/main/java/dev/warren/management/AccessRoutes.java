package dev.warren.management;

import static dev.warren.management.http.Need.MANAGEMENT;
import static dev.warren.management.http.Need.NOTHING;

import dev.warren.management.resource.Logins;

/// Routes to the sessions of browsers.
final class AccessRoutes {

    private AccessRoutes() {}

    static void add(ApiRoutes table, Logins logins) {
        table.post("login", NOTHING, logins::login);
        table.delete("login", MANAGEMENT, logins::logout);
        table.get("x/session", MANAGEMENT, logins::session);
    }
}
