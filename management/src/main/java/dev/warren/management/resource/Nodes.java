package dev.warren.management.resource;

import dev.warren.engine.broker.Broker;
import dev.warren.management.http.Listing;
import dev.warren.management.http.Reply;
import dev.warren.management.http.Request;
import dev.warren.management.live.LiveClients;
import dev.warren.management.sample.NodeReading;
import dev.warren.management.sample.Sampler;
import dev.warren.management.view.Json;
import dev.warren.management.view.NodeFacts;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// The node itself: what it was started with, what it takes of the machine. A list of one.
public final class Nodes {

    /// RabbitMQ's names of plugins that are built in here, as far as clients look for them.
    private static final List<String> PLUGINS =
            List.of(
                    "rabbitmq_auth_backend_cache",
                    "rabbitmq_auth_backend_http",
                    "rabbitmq_auth_mechanism_ssl",
                    "rabbitmq_consistent_hash_exchange",
                    "rabbitmq_delayed_message_exchange",
                    "rabbitmq_event_exchange",
                    "rabbitmq_federation",
                    "rabbitmq_federation_management",
                    "rabbitmq_management",
                    "rabbitmq_management_agent",
                    "rabbitmq_message_deduplication",
                    "rabbitmq_prometheus",
                    "rabbitmq_random_exchange",
                    "rabbitmq_recent_history_exchange",
                    "rabbitmq_sharding",
                    "rabbitmq_shovel",
                    "rabbitmq_shovel_management");

    private final NodeFacts facts;
    private final LiveClients live;
    private final Sampler sampler;
    private final Contexts contexts;
    private final BooleanSupplier isDrained;

    /// @param isDrained whether the node is under maintenance
    public Nodes(
            NodeFacts facts,
            LiveClients live,
            Sampler sampler,
            Contexts contexts,
            BooleanSupplier isDrained) {
        this.contexts = contexts;
        this.facts = facts;
        this.live = live;
        this.sampler = sampler;
        this.isDrained = isDrained;
    }

    public Reply list(Request request) {
        return Listing.of(
                request,
                Stream.of(request.broker()),
                Broker::nodeName,
                broker -> view(request, broker));
    }

    public Reply get(Request request) {
        Housekeeping.requireNode(request);
        return Listing.one(request, view(request, request.broker()));
    }

    private Map<String, Object> view(Request request, Broker broker) {
        var runtime = ManagementFactory.getRuntimeMXBean();
        Map<String, Object> view =
                Json.object(
                        "name",
                        broker.nodeName(),
                        "type",
                        "disc",
                        "running",
                        true,
                        "being_drained",
                        isDrained.getAsBoolean(),
                        "partitions",
                        List.of(),
                        "os_pid",
                        String.valueOf(ProcessHandle.current().pid()),
                        "mem_used",
                        NodeReading.memoryUsed(broker),
                        "mem_limit",
                        broker.resourceAlarm().limitBytes(),
                        "mem_alarm",
                        broker.resourceAlarm().isShort("memory"),
                        "disk_free_limit",
                        sampler.machine().diskLimitBytes(),
                        "disk_free_alarm",
                        broker.resourceAlarm().isShort("disk"),
                        "rates_mode",
                        Node.ratesMode(sampler),
                        "fd_total",
                        NodeReading.filesMax(),
                        "sockets_total",
                        NodeReading.filesMax(),
                        "proc_total",
                        NodeReading.threadsMax(),
                        "run_queue",
                        0,
                        "net_ticktime",
                        60,
                        "uptime",
                        runtime.getUptime(),
                        "processors",
                        Runtime.getRuntime().availableProcessors(),
                        "exchange_types",
                        Node.exchangeTypes());
        putSetup(view);
        Asked.of(request, sampler).node(view, live, broker.traffic());
        return view;
    }

    private void putSetup(Map<String, Object> view) {
        view.put(
                "applications",
                List.of(
                        application("warren", "Warren", facts.version()),
                        application("java", "Java virtual machine", Runtime.version().toString())));
        view.put(
                "auth_mechanisms",
                facts.setup().mechanisms().stream()
                        .map(name -> Json.object("name", name, "description", "", "enabled", true))
                        .toList());
        view.put("cluster_links", List.of());
        view.put("contexts", contexts.all());
        view.put("db_dir", facts.setup().dataDirectory());
        view.put("enabled_plugins", PLUGINS);
        view.put("log_files", facts.setup().logs());
        view.put("mem_calculation_strategy", "allocated");
    }

    private static Map<String, Object> application(
            String name, String description, String version) {
        return Json.object("name", name, "description", description, "version", version);
    }
}
