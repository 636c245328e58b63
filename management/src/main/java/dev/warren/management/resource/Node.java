package dev.warren.management.resource;

import dev.warren.engine.broker.Broker;
import dev.warren.engine.exchange.ExchangeType;
import dev.warren.engine.exchange.ExchangeTypes;
import dev.warren.engine.topology.VirtualHost;
import dev.warren.management.http.ApiException;
import dev.warren.management.http.Listing;
import dev.warren.management.http.Reply;
import dev.warren.management.http.Request;
import dev.warren.management.live.LiveClients;
import dev.warren.management.view.Json;
import dev.warren.management.view.MessageStats;
import dev.warren.management.view.NodeFacts;
import dev.warren.management.view.Totals;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The node and all that is on it, in short.
public final class Node {

    private static final int SAMPLES_MAX = 500;

    private final NodeFacts facts;
    private final LiveClients live;

    public Node(NodeFacts facts, LiveClients live) {
        this.facts = facts;
        this.live = live;
    }

    public Reply overview(Request request) {
        for (String what : List.of("lengths", "msg_rates", "data_rates", "node_stats")) {
            requireRange(request, what);
        }
        Map<String, Object> view =
                Json.object(
                        "management_version",
                        facts.rabbitVersion(),
                        "rates_mode",
                        "none",
                        "exchange_types",
                        exchangeTypes(),
                        "product_version",
                        facts.version(),
                        "product_name",
                        "Warren",
                        "rabbitmq_version",
                        facts.rabbitVersion(),
                        "cluster_name",
                        facts.clusterName(),
                        "erlang_version",
                        "none",
                        "erlang_full_version",
                        "none; Java " + Runtime.version(),
                        "disable_stats",
                        request.isSet("disable_stats"),
                        "enable_queue_totals",
                        request.isSet("enable_queue_totals"));
        List<VirtualHost> vhosts = Visible.seen(request.caller());
        if (!request.isSet("disable_stats")) {
            putTotals(view, request, vhosts);
        }
        view.put("node", Broker.NODE_NAME);
        if (request.caller().isMonitor()) {
            view.put("listeners", facts.listeners().get().stream().map(Node::listener).toList());
            view.put("contexts", List.of());
        }
        return Listing.one(request, view);
    }

    private void putTotals(Map<String, Object> view, Request request, List<VirtualHost> vhosts) {
        Totals totals = new Totals();
        long exchanges = 0;
        long queues = 0;
        for (VirtualHost vhost : vhosts) {
            totals.add(request.broker(), vhost);
            exchanges += vhost.exchanges().size();
            queues += vhost.queues().size();
        }
        boolean isMonitor = request.caller().isMonitor();
        String user = request.caller().name();
        view.put("message_stats", MessageStats.inJson(totals.stats()));
        view.put("queue_totals", totals.messages());
        view.put(
                "object_totals",
                Json.object(
                        "channels",
                        isMonitor
                                ? live.channelCount()
                                : live.channels().filter(c -> c.user().equals(user)).count(),
                        "connections",
                        isMonitor
                                ? live.connectionCount()
                                : live.connections()
                                        .filter(c -> c.client().user().equals(user))
                                        .count(),
                        "consumers",
                        live.consumerCount(),
                        "exchanges",
                        exchanges,
                        "queues",
                        queues));
    }

    /// There are no samples, but a range that RabbitMQ refuses is refused here too.
    private static void requireRange(Request request, String what) {
        Long age = numberOrNull(request.query(what + "_age"));
        Long step = numberOrNull(request.query(what + "_incr"));
        if (age != null && step != null && (step < 1 || age < 0 || age / step > SAMPLES_MAX)) {
            throw ApiException.badRequest(
                    "Invalid range parameters: age %d, incr %d".formatted(age, step));
        }
    }

    private static @Nullable Long numberOrNull(@Nullable String text) {
        try {
            return text == null ? null : Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static List<Map<String, Object>> exchangeTypes() {
        return ExchangeTypes.all().stream()
                .map(ExchangeType::name)
                .sorted()
                .map(name -> Json.object("name", name, "description", "", "enabled", true))
                .toList();
    }

    private static Map<String, Object> listener(NodeFacts.Listening listening) {
        return Json.object(
                "node",
                Broker.NODE_NAME,
                "protocol",
                listening.protocol(),
                "ip_address",
                listening.host(),
                "port",
                listening.port(),
                "socket_opts",
                Json.object());
    }

    public Reply nodes(Request request) {
        return Listing.of(request, Stream.of(request.broker()), _ -> Broker.NODE_NAME, Node::view);
    }

    public Reply node(Request request) {
        if (!request.path("node").equals(Broker.NODE_NAME)) {
            throw ApiException.notFound();
        }
        return Listing.one(request, view(request.broker()));
    }

    private static Map<String, Object> view(Broker broker) {
        var runtime = ManagementFactory.getRuntimeMXBean();
        return Json.object(
                "name",
                Broker.NODE_NAME,
                "type",
                "disc",
                "running",
                true,
                "being_drained",
                false,
                "partitions",
                List.of(),
                "os_pid",
                String.valueOf(ProcessHandle.current().pid()),
                "mem_used",
                broker.ledger().totalBytes(),
                "mem_limit",
                broker.resourceAlarm().limitBytes(),
                "mem_alarm",
                broker.resourceAlarm().isShort("memory"),
                "disk_free_alarm",
                broker.resourceAlarm().isShort("disk"),
                "rates_mode",
                "none",
                "uptime",
                runtime.getUptime(),
                "processors",
                Runtime.getRuntime().availableProcessors(),
                "exchange_types",
                exchangeTypes());
    }

    public Reply clusterName(Request request) {
        return Listing.one(request, Json.object("name", facts.clusterName()));
    }

    public Reply extensions(Request request) {
        return Reply.ok(List.of());
    }

    public Reply auth(Request request) {
        return Reply.ok(Json.object("enable_uaa", false, "uaa_client_id", "", "uaa_location", ""));
    }

    /// RabbitMQ's version, as `/api/version` says it: a JSON text.
    public Reply version(Request request) {
        return Reply.ok("\"" + facts.rabbitVersion() + "\"");
    }
}
