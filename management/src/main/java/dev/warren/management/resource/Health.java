package dev.warren.management.resource;

import dev.warren.engine.memory.Shortage;
import dev.warren.management.http.ApiException;
import dev.warren.management.http.Reply;
import dev.warren.management.http.Request;
import dev.warren.management.view.Json;
import dev.warren.management.view.NodeFacts;
import dev.warren.management.view.NodeFacts.Certificate;
import dev.warren.management.view.NodeFacts.Listening;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// Checks for whoever watches the node: 200 when all is well, 503 and why when it is not.
public final class Health {

    private static final Map<String, ChronoUnit> UNITS =
            Map.of(
                    "days", ChronoUnit.DAYS,
                    "weeks", ChronoUnit.WEEKS,
                    "months", ChronoUnit.MONTHS,
                    "years", ChronoUnit.YEARS);

    /// No clock goes much further.
    private static final int WITHIN_MAX = 10_000;

    private static final DateTimeFormatter EXPIRES_ON =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    /// What the protocols of AMQP listeners begin with: `amqp`, `amqp/ssl`.
    private static final String AMQP = "amqp";

    private final NodeFacts facts;

    public Health(NodeFacts facts) {
        this.facts = facts;
    }

    public Reply ok(Request request) {
        return Reply.ok(Json.object("status", "ok"));
    }

    /// Whether clients are let in: not while the node is stopped for them, or its listeners are
    /// suspended.
    public Reply serving(Request request) {
        boolean isServing =
                facts.listeners().get().stream().anyMatch(each -> each.protocol().startsWith(AMQP));
        return isServing
                ? ok(request)
                : failed("The node lets no clients in", "node", request.broker().nodeName());
    }

    /// Whether one more client would be let in.
    public Reply connectionLimit(Request request) {
        return request.broker().admission().hasRoom()
                ? ok(request)
                : failed(
                        "The node has as many connections as it may have",
                        "node",
                        request.broker().nodeName());
    }

    /// One node is all there is, so it is never critical.
    public Reply singleNode(Request request) {
        return Reply.ok(Json.object("status", "ok", "reason", "single node cluster"));
    }

    public Reply alarms(Request request) {
        List<Map<String, Object>> set =
                Stream.of(Shortage.values())
                        .filter(request.broker().resourceAlarm()::isShort)
                        .map(Shortage::resource)
                        .filter(resource -> !resource.isEmpty())
                        .distinct()
                        .map(what ->
                                Json.object("node", request.broker().nodeName(), "resource", what))
                        .toList();
        return set.isEmpty()
                ? ok(request)
                : failed("There are alarms in effect in the cluster", "alarms", set);
    }

    /// 404 for another node.
    public Reply alarmsOfNode(Request request) {
        if (!request.path("node").equals(request.broker().nodeName())) {
            throw ApiException.notFound();
        }
        return alarms(request);
    }

    private static Reply failed(String reason, String key, Object value) {
        return new Reply(
                503, Json.object("status", "failed", "reason", reason, key, value), Map.of());
    }

    public Reply port(Request request) {
        int port;
        try {
            port = Integer.parseInt(request.path("port"));
        } catch (NumberFormatException e) {
            throw ApiException.badRequest("Invalid port");
        }
        List<Integer> ports = facts.listeners().get().stream().map(Listening::port).toList();
        return ports.contains(port)
                ? Reply.ok(Json.object("status", "ok", "port", port))
                : missing(port, "ports", ports);
    }

    private static Reply missing(Object what, String key, Object there) {
        return new Reply(
                503,
                Json.object(
                        "status",
                        "failed",
                        "reason",
                        "No active listener",
                        "missing",
                        what,
                        key,
                        there),
                Map.of());
    }

    public Reply protocol(Request request) {
        String wanted =
                switch (request.path("protocol")) {
                    case "amqp091", "amqp0.9.1", "amqp0-9-1", "amqp" -> "amqp";
                    case "amqps" -> "amqp/ssl";
                    case String other -> other;
                };
        List<String> there =
                facts.listeners().get().stream().map(Listening::protocol).distinct().toList();
        return there.contains(wanted)
                ? Reply.ok(Json.object("status", "ok", "protocol", wanted))
                : missing(wanted, "protocols", there);
    }

    /// Whether the certificates of all listeners over TLS are good for as long.
    public Reply certificates(Request request) {
        ChronoUnit unit = UNITS.get(request.path("unit"));
        if (unit == null) {
            throw ApiException.badRequest(
                    "Time unit not recognised. Supported units: days, weeks, months, years.");
        }
        Instant now = Instant.ofEpochMilli(request.broker().clock().wallMillis());
        Instant until = now.atZone(ZoneOffset.UTC).plus(within(request), unit).toInstant();
        List<Map<String, Object>> expiring =
                facts.certificates().get().stream()
                        .filter(certificate -> certificate.expires().isBefore(until))
                        .flatMap(certificate -> shownBy(certificate, request.broker().nodeName()))
                        .toList();
        return expiring.isEmpty()
                ? ok(request)
                : failed("Certificates expiring", "expired", expiring);
    }

    private static int within(Request request) {
        int within;
        try {
            within = Integer.parseInt(request.path("within"));
        } catch (NumberFormatException e) {
            throw ApiException.badRequest("Invalid expiration value.");
        }
        if (within < 0) {
            throw ApiException.badRequest("Invalid expiration period");
        }
        return Math.min(within, WITHIN_MAX);
    }

    private Stream<Map<String, Object>> shownBy(Certificate certificate, String node) {
        return facts.listeners().get().stream()
                .filter(each -> each.protocol().equals(certificate.protocol()))
                .map(each ->
                        Json.object(
                                "node",
                                node,
                                "protocol",
                                each.protocol(),
                                "interface",
                                each.host(),
                                "port",
                                each.port(),
                                "certfile",
                                certificate.file(),
                                "certfile_expires_on",
                                List.of(EXPIRES_ON.format(certificate.expires()))));
    }
}
