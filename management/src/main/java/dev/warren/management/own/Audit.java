package dev.warren.management.own;

import dev.warren.management.http.Listing;
import dev.warren.management.http.Reply;
import dev.warren.management.http.Request;
import dev.warren.management.live.AuditLog;
import dev.warren.management.live.TopologyAudit;
import dev.warren.management.view.Json;
import java.util.Map;

/// Who has changed what, the newest first.
public final class Audit {

    private final AuditLog log;
    private final TopologyAudit topology;

    public Audit(AuditLog log, TopologyAudit topology) {
        this.log = log;
        this.topology = topology;
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

    /// What came of changes by whichever way: exchanges, queues and bindings.
    public Reply topology(Request request) {
        return Listing.of(
                request,
                topology.entries().stream(),
                TopologyAudit.Entry::name,
                entry -> {
                    Map<String, Object> view =
                            Json.object(
                                    "timestamp",
                                    entry.millis(),
                                    "user",
                                    entry.user(),
                                    "event",
                                    entry.what(),
                                    "vhost",
                                    entry.vhost());
                    if (entry.destination() == null) {
                        view.put("name", entry.name());
                    } else {
                        view.putAll(
                                Json.object(
                                        "source",
                                        entry.name(),
                                        "destination",
                                        entry.destination(),
                                        "routing_key",
                                        entry.routingKey()));
                    }
                    return view;
                });
    }
}
