package dev.warren.cli.command;

import static dev.warren.cli.command.Command.ctl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.format.Outcome;
import dev.warren.cli.line.Option;
import java.util.ArrayList;
import java.util.List;

/// The node in full: `status` and `cluster_status`.
final class Status {

    private static final String NONE = "(none)";
    private static final String DRAINED = "marked for maintenance";
    private static final String NOT_DRAINED = "not under maintenance";

    private Status() {}

    static List<Command> commands() {
        return List.of(
                ctl(
                                Group.MONITORING,
                                "status",
                                "[--unit <unit>]",
                                0,
                                0,
                                "Displays status of a node",
                                "Status of node {node} ...",
                                Status::status)
                        .with(Option.value("unit"))
                        .waiting()
                        .in(Program.DIAGNOSTICS, Program.WARREN),
                ctl(
                                Group.CLUSTER,
                                "cluster_status",
                                "",
                                0,
                                0,
                                "Displays all the nodes in the cluster grouped by node type, together with the currently running nodes",
                                "Cluster status of node {node} ...",
                                Status::cluster)
                        .waiting()
                        .in(Program.DIAGNOSTICS));
    }

    private static String magenta(String text) {
        return "\033[35m" + text + "\033[0m";
    }

    private static String bold(String title) {
        return "\033[1m" + title + "\033[0m";
    }

    /// Sections with a blank line below their title and behind them.
    private static String sections(List<String> titlesAndTexts) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < titlesAndTexts.size(); i += 2) {
            parts.add(bold(titlesAndTexts.get(i)) + "\n\n" + titlesAndTexts.get(i + 1));
        }
        return String.join("\n\n", parts);
    }

    private static Outcome status(Call call) {
        String unit = call.line().option("unit", "gb");
        JsonNode overview = call.api().get("overview");
        JsonNode node = call.api().get("nodes", call.node());
        JsonNode runtime = call.api().get("x", "runtime");
        ArrayNode listeners = Listeners.of(overview);
        String directory = call.api().file().path().toAbsolutePath().normalize().toString();
        List<String> plugins = plugins(node);
        List<String> logs = Logs.places(call);
        String text =
                sections(
                        List.of(
                                "Runtime",
                                runtime(overview, node, isDrained(runtime)),
                                "Plugins",
                                "Enabled plugin file: (none)\nEnabled plugins:\n\n"
                                        + bullets(plugins),
                                "Data directory",
                                "Node data directory: " + directory,
                                "Config files",
                                "",
                                "Log file(s)",
                                bullets(logs),
                                "Alarms",
                                Alarms.lines(call.node(), runtime),
                                "Memory",
                                memory(node, unit),
                                "File Descriptors",
                                "Total: %d, limit: %d\nSockets: %d, limit: %d"
                                        .formatted(
                                                node.path("fd_used").asLong(),
                                                node.path("fd_total").asLong(),
                                                node.path("sockets_used").asLong(),
                                                node.path("sockets_total").asLong()),
                                "Free Disk Space",
                                "Low free disk space watermark: %s\nFree disk space: %s"
                                        .formatted(
                                                Units.shown(
                                                        runtime.path("disk_free_limit").asLong(),
                                                        unit),
                                                Units.shown(
                                                        runtime.path("disk_free").asLong(), unit)),
                                "Totals",
                                totals(call, overview),
                                "Listeners",
                                Listeners.lines(listeners)));
        return new Outcome.Said(text, json(call, overview, node, runtime, directory, logs), null);
    }

    private static List<String> plugins(JsonNode node) {
        return node.path("enabled_plugins").valueStream().map(JsonNode::asText).toList();
    }

    private static boolean isDrained(JsonNode runtime) {
        return runtime.path("being_drained").asBoolean();
    }

    private static String runtime(JsonNode overview, JsonNode node, boolean isDrained) {
        return """
        OS PID: %s
        OS: %s
        Uptime (seconds): %d
        Is under maintenance?: %b
        RabbitMQ version: %s
        RabbitMQ release series support status: supported
        Product name: %s
        Product version: %s
        Node name: %s
        Erlang configuration: %s
        Erlang processes: %d used, %d limit
        Scheduler run queue: %d
        Cluster heartbeat timeout (net_ticktime): 60\
        """
                .formatted(
                        node.path("os_pid").asText(),
                        System.getProperty("os.name"),
                        node.path("uptime").asLong() / 1_000,
                        isDrained,
                        overview.path("rabbitmq_version").asText(),
                        overview.path("product_name").asText(),
                        overview.path("product_version").asText(),
                        overview.path("node").asText(),
                        overview.path("erlang_full_version").asText(),
                        node.path("proc_used").asLong(),
                        node.path("proc_total").asLong(),
                        node.path("run_queue").asLong());
    }

    private static String bullets(List<String> names) {
        return String.join("\n", names.stream().map(name -> " * " + name).toList());
    }

    private static String memory(JsonNode node, String unit) {
        return """
        Total memory used: %s
        Calculation strategy: ledger
        Memory high watermark setting: computed to: %s\
        """
                .formatted(
                        Units.shown(node.path("mem_used").asLong(), unit),
                        Units.shown(node.path("mem_limit").asLong(), unit));
    }

    private static String totals(Call call, JsonNode overview) {
        JsonNode totals = overview.path("object_totals");
        return "Connection count: %d\nQueue count: %d\nVirtual host count: %d"
                .formatted(
                        totals.path("connections").asLong(),
                        totals.path("queues").asLong(),
                        call.api().get("vhosts").size());
    }

    private static ObjectNode json(
            Call call,
            JsonNode overview,
            JsonNode node,
            JsonNode runtime,
            String directory,
            List<String> logs) {
        ObjectNode json = Call.object();
        plugins(node).forEach(json.putArray("active_plugins")::add);
        json.set("alarms", runtime.path("alarms"));
        json.putArray("config_files");
        json.put("data_directory", directory);
        json.set("disk_free", runtime.path("disk_free"));
        json.set("disk_free_limit", runtime.path("disk_free_limit"));
        json.set("erlang_version", overview.path("erlang_full_version"));
        json.put("is_under_maintenance", isDrained(runtime));
        json.set("listeners", Listeners.of(overview));
        logs.forEach(json.putArray("log_files")::add);
        json.putObject("memory").set("total", Call.object().set("rss", node.path("mem_used")));
        json.put("net_ticktime", 60);
        json.put("os", System.getProperty("os.name"));
        json.put("pid", node.path("os_pid").asLong());
        json.set("product_name", overview.path("product_name"));
        json.set("product_version", overview.path("product_version"));
        json.set("rabbitmq_version", overview.path("rabbitmq_version"));
        json.put("release_series_support_status", "supported");
        json.set(
                "totals",
                Call.object()
                        .put("virtual_host_count", call.api().get("vhosts").size())
                        .put("connection_count", overview.at("/object_totals/connections").asLong())
                        .put("queue_count", overview.at("/object_totals/queues").asLong()));
        json.put("uptime", node.path("uptime").asLong() / 1_000);
        json.set("vm_memory_high_watermark_limit", node.path("mem_limit"));
        return json;
    }

    private static Outcome cluster(Call call) {
        JsonNode overview = call.api().get("overview");
        JsonNode runtime = call.api().get("x", "runtime");
        ArrayNode listeners = Listeners.of(overview);
        String node = call.node();
        String version = overview.path("rabbitmq_version").asText();
        String java = overview.path("erlang_full_version").asText();
        List<String> lines = new ArrayList<>();
        listeners.forEach(listener -> {
            String line = Listeners.line(listener);
            lines.add("Node: " + node + ", i" + line.substring(1));
        });
        String text =
                sections(
                        List.of(
                                "Basics",
                                "Cluster name: " + overview.path("cluster_name").asText(),
                                "Disk Nodes",
                                node,
                                "Running Nodes",
                                node,
                                "Versions",
                                "%s: RabbitMQ %s on %s".formatted(node, version, java),
                                "Maintenance status",
                                "Node: "
                                        + node
                                        + ", status: "
                                        + (isDrained(runtime) ? magenta(DRAINED) : NOT_DRAINED),
                                "Alarms",
                                Alarms.lines(node, runtime),
                                "Network Partitions",
                                NONE,
                                "Listeners",
                                String.join("\n", lines),
                                "Feature flags",
                                Features.lines(call)));
        ObjectNode json = Call.object();
        json.set("alarms", runtime.path("alarms"));
        json.set("cluster_name", overview.path("cluster_name"));
        json.putArray("disk_nodes").add(node);
        json.set("listeners", Call.object().set(node, listeners));
        json.set(
                "maintenance_status",
                Call.object().put(node, isDrained(runtime) ? DRAINED : NOT_DRAINED));
        json.putObject("partitions");
        json.putArray("ram_nodes");
        json.putArray("running_nodes").add(node);
        json.set(
                "versions",
                Call.object()
                        .set(
                                node,
                                Call.object()
                                        .put("erlang_version", java)
                                        .put("rabbitmq_version", version)));
        return new Outcome.Said(text, json, null);
    }
}
