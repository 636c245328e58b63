package dev.warren.management.resource;

import dev.warren.engine.broker.Admission;
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

    /// Other names by which protocols are asked for.
    private static final Map<String, String> PROTOCOLS =
            Map.ofEntries(
                    Map.entry("amqp091", "amqp"),
                    Map.entry("amqp0.9.1", "amqp"),
                    Map.entry("amqp0-9-1", "amqp"),
                    Map.entry("amqp0_9_1", "amqp"),
                    Map.entry("amqps", "amqp/ssl"),
                    Map.entry("http1", "http"),
                    Map.entry("http1.1", "http"),
                    Map.entry("http_api", "http"),
                    Map.entry("management", "http"),
                    Map.entry("management_ui", "http"),
                    Map.entry("ui", "http"));

    private static final String NOT_SERVING = "this node is not currently available to serve";

    private static final String FULL = "node connection limit is reached";

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
        return isServing() ? ok(request) : failed(NOT_SERVING, Json.object());
    }

    private boolean isServing() {
        return facts.listeners().get().stream().anyMatch(each -> each.protocol().startsWith(AMQP));
    }

    /// Whether one more client would be let in.
    public Reply ready(Request request) {
        if (!isServing()) {
            return failed(NOT_SERVING, Json.object());
        }
        Admission admission = request.broker().admission();
        return admission.hasRoom()
                ? ok(request)
                : failed(FULL, Json.object("connections", admission.connections()));
    }

    /// Whether the node has fewer connections than it may have.
    public Reply connectionLimit(Request request) {
        Admission admission = request.broker().admission();
        Map<String, Object> count =
                Json.object(
                        "limit",
                        admission.connectionsMax() < 0 ? "infinity" : admission.connectionsMax(),
                        "connections",
                        admission.connections());
        return admission.hasRoom() ? Reply.ok(passed(count)) : failed(FULL, count);
    }

    private static Map<String, Object> passed(Map<String, Object> more) {
        Map<String, Object> view = Json.object("status", "ok");
        view.putAll(more);
        return view;
    }

    /// One node is all there is, so it is never critical.
    public Reply singleNode(Request request) {
        return Reply.ok(Json.object("status", "ok", "reason", "single node cluster"));
    }

    public Reply alarms(Request request) {
        return alarms(request, "There are alarms in effect in the cluster");
    }

    public Reply localAlarms(Request request) {
        return alarms(request, "There are alarms in effect on the node");
    }

    private Reply alarms(Request request, String reason) {
        List<Map<String, Object>> set =
                Stream.of(Shortage.values())
                        .filter(request.broker().resourceAlarm()::isShort)
                        .map(Shortage::resource)
                        .filter(resource -> !resource.isEmpty())
                        .distinct()
                        .map(what ->
                                Json.object("node", request.broker().nodeName(), "resource", what))
                        .toList();
        return set.isEmpty() ? ok(request) : failed(reason, Json.object("alarms", set));
    }

    /// 404 for another node.
    public Reply alarmsOfNode(Request request) {
        Housekeeping.requireNode(request);
        return alarms(request);
    }

    private static Reply failed(String reason, Map<String, Object> more) {
        Map<String, Object> view = Json.object("status", "failed", "reason", reason);
        view.putAll(more);
        return new Reply(503, view, Map.of());
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
        return failed("No active listener", Json.object("missing", what, key, there));
    }

    /// Of one protocol, or of all of several with commas between them.
    public Reply protocol(Request request) {
        List<String> wanted =
                Stream.of(request.path("protocol").split(",", -1))
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .map(name -> PROTOCOLS.getOrDefault(name, name))
                        .distinct()
                        .toList();
        List<String> there =
                facts.listeners().get().stream().map(Listening::protocol).distinct().toList();
        List<String> missing = wanted.stream().filter(name -> !there.contains(name)).toList();
        boolean isOne = wanted.size() == 1;
        if (!missing.isEmpty()) {
            return missing(isOne ? wanted.getFirst() : missing, "protocols", there);
        }
        return Reply.ok(
                isOne
                        ? Json.object("status", "ok", "protocol", wanted.getFirst())
                        : Json.object("status", "ok", "protocols", there));
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
                : failed("Certificates expiring", Json.object("expired", expiring));
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
