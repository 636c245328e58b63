package dev.warren.management.own;

import dev.warren.management.http.Listing;
import dev.warren.management.http.Reply;
import dev.warren.management.http.Request;
import dev.warren.management.live.AuditLog;
import dev.warren.management.view.Json;

/// Who has changed what, the newest first.
public final class Audit {

    private final AuditLog log;

    public Audit(AuditLog log) {
        this.log = log;
    }

    public Reply list(Request request) {
        return Listing.of(
                request,
                log.entries().stream(),
                AuditLog.Entry::path,
                entry ->
                        Json.object(
                                "timestamp",
                                entry.millis(),
                                "user",
                                entry.user(),
                                "address",
                                entry.address(),
                                "method",
                                entry.method(),
                                "path",
                                entry.path(),
                                "status",
                                entry.status()));
    }
}
