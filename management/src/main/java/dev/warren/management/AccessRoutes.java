package dev.warren.management;

import static dev.warren.management.http.Need.MANAGEMENT;
import static dev.warren.management.http.Need.NOTHING;

import dev.warren.management.resource.Logins;
import dev.warren.management.resource.Welcome;

/// Routes for browsers: a page at the beginning, and sessions.
final class AccessRoutes {

    private AccessRoutes() {}

    static void add(ApiRoutes table, Welcome welcome, Logins logins) {
        table.page("/", welcome::page);
        table.post("login", NOTHING, logins::login);
        table.delete("login", MANAGEMENT, logins::logout);
        table.get("x/session", MANAGEMENT, logins::session);
    }
}
