package dev.warren.cli.command;

import static dev.warren.cli.command.Command.diagnostics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.format.Outcome;
import dev.warren.cli.line.ExitStatus;
import dev.warren.cli.line.Line;
import dev.warren.cli.line.LineReader;
import dev.warren.cli.line.Option;
import dev.warren.cli.line.Refused;
import dev.warren.cli.line.Usage;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The machine and the process: names, environment, arguments. Names are looked up by this process,
/// which is on the same machine as the node.
final class Machine {

    private static final String FAMILY = "address-family";

    private Machine() {}

    static List<Command> commands() {
        return List.of(
                diagnostics(
                        "os_env",
                        "",
                        0,
                        "Lists RabbitMQ-specific environment variables set on target node",
                        "Listing RabbitMQ-specific environment variables defined on node {node}...",
                        Machine::environment),
                diagnostics(
                        "command_line_arguments",
                        "",
                        0,
                        "Displays target node's command-line arguments and flags as reported by the runtime",
                        "Command line arguments of node {node} ...",
                        Machine::arguments),
                diagnostics(
                                "resolve_hostname",
                                "<hostname> [--address-family <ipv4 | ipv6>]",
                                1,
                                "Resolves a hostname to a set of addresses",
                                "Asking node {node} to resolve hostname {0} to {address-family:IPv4} addresses...",
                                new Resolve())
                        .with(Option.value(FAMILY)),
                diagnostics(
                        "resolver_info",
                        "",
                        0,
                        "Displays effective hostname resolver settings on target node",
                        "Asking node {node} for its effective hostname resolver (inetrc) configuration...",
                        Machine::resolver),
                diagnostics(
                        "discover_peers",
                        "",
                        0,
                        "Performs peer discovery and lists discovered nodes, if any",
                        "Discovering peers nodes ...",
                        call -> {
                            call.api().get("whoami");
                            return Outcome.message("No peers discovered");
                        }));
    }

    private static Outcome environment(Call call) {
        Map<String, JsonNode> variables = new TreeMap<>();
        for (Map.Entry<String, JsonNode> variable :
                call.api().get("x", "host").path("environment").properties()) {
            variables.put(variable.getKey(), variable.getValue());
        }
        ObjectNode json = Call.object().put("node", call.node()).put("result", "ok");
        json.putObject("variables").setAll(variables);
        String text =
                String.join(
                        "\n",
                        variables.entrySet().stream()
                                .map(each -> each.getKey() + "=" + each.getValue().asText())
                                .toList());
        return new Outcome.Said(text, json, null);
    }

    private static Outcome arguments(Call call) {
        JsonNode arguments = call.api().get("x", "host").path("arguments");
        List<String> lines = new ArrayList<>();
        arguments.forEach(argument -> lines.add(argument.asText()));
        return new Outcome.Said(String.join("\n", lines), arguments, null);
    }

    private record Resolve() implements Action {

        @Override
        public void check(Line line, Usage usage) {
            String family = line.option(FAMILY, "ipv4");
            if (!family.toLowerCase(Locale.ROOT).matches("ipv[46]")) {
                throw LineReader.badArgument(
                        line,
                        usage,
                        "unsupported IP address family %s. Valid values are: ipv4, ipv6"
                                .formatted(family));
            }
        }

        @Override
        public Outcome run(Call call) {
            call.api().get("whoami");
            String family = call.line().option(FAMILY, "IPv4");
            boolean isSixth = family.endsWith("6");
            ObjectNode json = Call.object().put("address_family", family);
            List<String> addresses = addresses(call.argument(0), isSixth);
            addresses.forEach(json.putArray("addresses")::add);
            json.put("hostname", call.argument(0)).put("node", call.node()).put("result", "ok");
            return new Outcome.Said(String.join("\n", addresses), json, null);
        }
    }

    private static List<String> addresses(String name, boolean isSixth) {
        List<String> found = List.of();
        try {
            found =
                    Stream.of(InetAddress.getAllByName(name))
                            .filter(address -> address instanceof Inet6Address == isSixth)
                            .map(InetAddress::getHostAddress)
                            .toList();
        } catch (UnknownHostException ignoredItHasNoAddress) {
            found = List.of();
        }
        if (found.isEmpty()) {
            throw Refused.error(
                    ExitStatus.DATA,
                    "Hostname does not resolve (resolution failed with an nxdomain)");
        }
        return found;
    }

    /// A JVM asks the operating system.
    private static Outcome resolver(Call call) {
        call.api().get("whoami");
        ObjectNode json = Call.object().put("node", call.node());
        json.putObject("resolver")
                .put("hosts_file", "/etc/hosts")
                .put("lookup", "native")
                .put("resolv_conf", "/etc/resolv.conf");
        return new Outcome.Said(
                """
                \033[1mRuntime Hostname Resolver (inetrc) Settings\033[0m

                Lookup order: native
                Hosts file: /etc/hosts
                Resolver conf file: /etc/resolv.conf
                Cache size:\s

                \033[1minetrc File Host Entries\033[0m

                (none)\
                """,
                json.put("result", "ok"),
                null);
    }
}
