package dev.warren.management.resource;

import dev.warren.engine.exchange.ExchangeType;
import dev.warren.engine.exchange.ExchangeTypes;
import dev.warren.engine.topology.VirtualHost;
import dev.warren.management.http.Listing;
import dev.warren.management.http.Reply;
import dev.warren.management.http.Request;
import dev.warren.management.live.LiveClients;
import dev.warren.management.sample.Retention;
import dev.warren.management.sample.Retentions;
import dev.warren.management.sample.Sampler;
import dev.warren.management.view.Json;
import dev.warren.management.view.NodeFacts;
import dev.warren.management.view.Rates;
import dev.warren.management.view.Totals;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// All that is on the node, in short.
public final class Node {

    private final NodeFacts facts;
    private final LiveClients live;
    private final Sampler sampler;
    private final Contexts contexts;

    public Node(NodeFacts facts, LiveClients live, Sampler sampler, Contexts contexts) {
        this.facts = facts;
        this.live = live;
        this.sampler = sampler;
        this.contexts = contexts;
    }

    public Reply overview(Request request) {
        Rates rates = Asked.of(request, sampler);
        Map<String, Object> view =
                Json.object(
                        "management_version",
                        facts.rabbitVersion(),
                        "rates_mode",
                        ratesMode(sampler),
                        "sample_retention_policies",
                        retentions(sampler.settings().retentions()),
                        "exchange_types",
                        exchangeTypes(),
                        "product_version",
                        facts.version(),
                        "product_name",
                        "Warren",
                        "rabbitmq_version",
                        facts.rabbitVersion(),
                        "cluster_name",
                        facts.cluster().in(request.broker().topology()),
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
            putTotals(view, request, vhosts, rates);
            view.put("statistics_db_event_queue", 0);
        }
        view.put("node", request.broker().nodeName());
        if (request.caller().isMonitor()) {
            view.put("listeners", listeners(request.broker().nodeName()));
            List<Map<String, Object>> served = contexts.all();
            served.forEach(context -> context.put("node", request.broker().nodeName()));
            view.put("contexts", served);
        }
        return Listing.one(request, view);
    }

    private void putTotals(
            Map<String, Object> view, Request request, List<VirtualHost> vhosts, Rates rates) {
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
        view.put(
                "message_stats",
                isMonitor ? rates.messageStats(request.broker().traffic()) : totals.messageStats());
        view.put("queue_totals", rates.queueTotals(totals, isMonitor));
        view.put("churn_rates", rates.churn(live, request.broker().traffic()));
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

    /// How long samples are kept, as the overview shows it.
    private static Map<String, Object> retentions(Retentions kept) {
        return Json.object(
                "global",
                seconds(kept.global()),
                "basic",
                seconds(kept.basic()),
                "detailed",
                seconds(kept.detailed()));
    }

    private static List<Integer> seconds(Retention retention) {
        return retention.spans().stream().map(Retention.Span::seconds).toList();
    }

    static String ratesMode(Sampler sampler) {
        return sampler.settings().mode().name().toLowerCase(Locale.ROOT);
    }

    static List<Map<String, Object>> exchangeTypes() {
        return ExchangeTypes.all().stream()
                .map(ExchangeType::name)
                .sorted()
                .map(name -> Json.object("name", name, "description", "", "enabled", true))
                .toList();
    }

    private List<Map<String, Object>> listeners(String node) {
        return facts.listeners().get().stream()
                .map(listening -> listener(node, listening))
                .toList();
    }

    private static Map<String, Object> listener(String node, NodeFacts.Listening listening) {
        return Json.object(
                "node",
                node,
                "protocol",
                listening.protocol(),
                "ip_address",
                listening.host(),
                "port",
                listening.port(),
                "socket_opts",
                Json.object());
    }

    public Reply clusterName(Request request) {
        return Listing.one(
                request, Json.object("name", facts.cluster().in(request.broker().topology())));
    }

    /// RabbitMQ names the scripts of its web interface here, and clients look for one at least.
    public Reply extensions(Request request) {
        return Reply.ok(List.of(Json.object("javascript", "dispatcher.js")));
    }

    public Reply auth(Request request) {
        return Reply.ok(
                Json.object(
                        "enable_uaa",
                        false,
                        "uaa_client_id",
                        "",
                        "uaa_location",
                        "",
                        "oauth_enabled",
                        false));
    }

    /// RabbitMQ's version, as `/api/version` says it: a JSON text.
    public Reply version(Request request) {
        return Reply.ok("\"" + facts.rabbitVersion() + "\"");
    }
}
