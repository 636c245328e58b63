package dev.warren.cli.command;

import dev.warren.cli.format.Outcome;
import dev.warren.cli.line.ExitStatus;
import dev.warren.cli.line.Option;
import dev.warren.cli.line.Refused;
import dev.warren.cli.line.Usage;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What RabbitMQ has in plugins and Warren has built in: it is always on. Images are made with
/// `rabbitmq-plugins enable --offline`, so the names are known without a node.
final class Plugins {

    private static final List<String> BUILT_IN =
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

    /// How a node finds the others of its cluster: there are none, so any way is on.
    private static final String PEER_DISCOVERY = "rabbitmq_peer_discovery_";

    private static final Option[] WHERE = {
        Option.flag("online"), Option.flag("offline"), Option.flag("all")
    };

    private Plugins() {}

    static List<Command> commands() {
        return List.of(
                plugins(
                                "list",
                                "[pattern] [--verbose] [--minimal] [--enabled] [--implicitly-enabled]",
                                0,
                                "Lists plugins and their state",
                                "",
                                Plugins::list)
                        .with(
                                Option.flag("verbose", "v"),
                                Option.flag("minimal", "m"),
                                Option.flag("enabled", "E"),
                                Option.flag("implicitly-enabled", "e")),
                plugins(
                                "is_enabled",
                                "<plugin1> [ <plugin2>] [--offline] [--online]",
                                1,
                                "Health check that exits with a non-zero code if provided plugins are not enabled on target node",
                                "Asking node {node} if plugin {0,} is enabled...",
                                Plugins::isEnabled)
                        .with(WHERE),
                plugins(
                                "enable",
                                "<plugin1> [ <plugin2>] | --all [--offline] [--online]",
                                0,
                                "Enables one or more plugins",
                                "Enabling plugins on node {node}:",
                                Plugins::enable)
                        .with(WHERE),
                plugins(
                                "disable",
                                "<plugin1> [ <plugin2>] | --all [--offline] [--online]",
                                0,
                                "Disables one or more plugins",
                                "Disabling plugins on node {node}:",
                                Plugins::disable)
                        .with(WHERE),
                plugins(
                                "set",
                                "<plugin1> [ <plugin2>] [--offline] [--online]",
                                0,
                                "Enables one or more plugins, disables the rest",
                                "Enabling plugins on node {node}:",
                                Plugins::enable)
                        .with(WHERE),
                plugins(
                                "directories",
                                "[--offline] [--online]",
                                0,
                                "Displays plugin directory and enabled plugin file paths",
                                "",
                                call ->
                                        Outcome.value(
                                                call.node(),
                                                "There are no directories of plugins: they are built in"))
                        .with(WHERE));
    }

    private static Command plugins(
            String name, String arguments, int min, String summary, String banner, Action action) {
        return new Command(
                new Usage(name, arguments, min, Integer.MAX_VALUE, List.of(), false),
                Set.of(Program.PLUGINS),
                Group.PLUGINS,
                summary,
                banner,
                action);
    }

    /// With the legend above that scripts skip, unless told to be quiet.
    private static Outcome list(Call call) {
        String pattern = call.line().arguments().isEmpty() ? ".*" : call.argument(0);
        List<String> found =
                BUILT_IN.stream().filter(Pattern.compile(pattern).asPredicate()).toList();
        if (call.line().has("minimal")) {
            return lines(found);
        }
        String head =
                call.line().isQuiet()
                        ? ""
                        : """
                        Listing plugins with pattern "%s" ...
                         Configured: E = explicitly enabled; e = implicitly enabled
                         | Status: * = running on %s
                         |/
                        """
                                .formatted(pattern, call.node());
        int width = BUILT_IN.stream().mapToInt(String::length).max().orElse(0);
        return new Outcome.Raw(
                head
                        + found.stream()
                                .map(name ->
                                        "[E*] %s %s\n"
                                                .formatted(
                                                        name + " ".repeat(width - name.length()),
                                                        Help.VERSION))
                                .collect(Collectors.joining()));
    }

    private static Outcome lines(List<String> names) {
        return new Outcome.Raw(
                names.stream().map(name -> name + "\n").collect(Collectors.joining()));
    }

    private static Outcome isEnabled(Call call) {
        List<String> missing = missing(call);
        if (!missing.isEmpty()) {
            throw Refused.error(
                    ExitStatus.UNAVAILABLE,
                    "%s not enabled on node %s. Enabled plugins and dependencies: %s"
                            .formatted(said(missing), call.node(), String.join(", ", BUILT_IN)));
        }
        return Outcome.message(
                "%s enabled on node %s".formatted(said(call.line().arguments()), call.node()));
    }

    private static List<String> missing(Call call) {
        return call.line().arguments().stream()
                .filter(name -> !BUILT_IN.contains(name) && !name.startsWith(PEER_DISCOVERY))
                .toList();
    }

    private static String said(List<String> names) {
        return names.size() == 1
                ? "Plugin " + names.getFirst() + " is"
                : "Plugins " + String.join(", ", names) + " are";
    }

    private static Outcome enable(Call call) {
        List<String> missing = missing(call);
        if (!missing.isEmpty()) {
            throw Refused.error(
                    ExitStatus.UNAVAILABLE,
                    "The following plugins were not found: "
                            + String.join(", ", missing)
                            + "\n\nWarren loads no plugins. Built in are: "
                            + String.join(", ", BUILT_IN));
        }
        return unchanged(call);
    }

    private static Outcome unchanged(Call call) {
        List<String> named = call.line().arguments();
        List<String> shown = named.isEmpty() ? BUILT_IN : named;
        return Outcome.value(
                call.node(),
                "%s\nThe following plugins have been configured:\n  %s\nApplying plugin configuration to %s...\nPlugin configuration unchanged."
                        .formatted(
                                String.join("\n", shown),
                                String.join("\n  ", BUILT_IN),
                                call.node()));
    }

    /// One that is not there is off already.
    private static Outcome disable(Call call) {
        List<String> fixed = call.line().arguments().stream().filter(BUILT_IN::contains).toList();
        if (!fixed.isEmpty() || call.line().has("all")) {
            throw Refused.error(
                    ExitStatus.UNAVAILABLE,
                    "built in, and cannot be disabled: " + String.join(", ", fixed));
        }
        return unchanged(call);
    }
}
