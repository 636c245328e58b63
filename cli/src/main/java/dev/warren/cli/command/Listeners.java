package dev.warren.cli.command;

import static dev.warren.cli.command.Command.diagnostics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.format.Outcome;
import dev.warren.cli.line.ExitStatus;
import dev.warren.cli.line.Refused;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Where the node listens, and whether it can be reached there.
final class Listeners {

    private static final int CONNECT_MILLIS_MAX = 5_000;
    private static final List<String> COLUMNS =
            List.of("node", "protocol", "interface", "port", "purpose");

    private Listeners() {}

    static List<Command> commands() {
        return List.of(
                diagnostics(
                        "listeners",
                        "",
                        0,
                        "Lists active connection listeners (bound interface, port, protocol) on the target node",
                        "Asking node {node} to report its protocol listeners ...",
                        Listeners::list),
                diagnostics(
                        "check_port_connectivity",
                        "",
                        0,
                        "Basic TCP connectivity health check for each listener's port on the target node",
                        "Testing TCP connections to all active listeners on node {node} ...",
                        Listeners::connect),
                diagnostics(
                        "check_port_listener",
                        "<port>",
                        1,
                        "Health check that exits with a non-zero code if target node does not have an active listener for given port",
                        "Asking node {node} if there's an active listener on port {0} ...",
                        Listeners::port),
                diagnostics(
                        "check_protocol_listener",
                        "<protocol>",
                        1,
                        "Health check that exits with a non-zero code if target node does not have an active listener for given protocol",
                        "Asking node {node} if there's an active listener for protocol {0} ...",
                        Listeners::protocol));
    }

    /// In RabbitMQ's words for people.
    static ArrayNode of(JsonNode overview) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (JsonNode listener : overview.path("listeners")) {
            String protocol = listener.path("protocol").asText();
            ObjectNode one = Call.object();
            one.put("interface", shown(listener.path("ip_address").asText()));
            one.put("node", listener.path("node").asText());
            one.put("port", listener.path("port").asInt());
            one.put("protocol", protocol);
            one.put("purpose", purpose(protocol));
            all.add(one);
        }
        return all;
    }

    private static String shown(String address) {
        return address.contains(":") ? "[" + address + "]" : address;
    }

    private static String purpose(String protocol) {
        return switch (protocol) {
            case "amqp" -> "AMQP 0-9-1";
            case "amqp/ssl" -> "AMQP 0-9-1 over TLS";
            case "http" -> "HTTP API";
            case "https" -> "HTTP API over TLS (HTTPS)";
            case "http/prometheus" -> "Prometheus exporter API over HTTP";
            case "https/prometheus" -> "Prometheus exporter API over TLS (HTTPS)";
            default -> protocol;
        };
    }

    static String line(JsonNode listener) {
        return "Interface: %s, port: %s, protocol: %s, purpose: %s"
                .formatted(
                        listener.path("interface").asText(),
                        listener.path("port").asText(),
                        listener.path("protocol").asText(),
                        listener.path("purpose").asText());
    }

    static String lines(ArrayNode listeners) {
        return each(listeners).stream().map(Listeners::line).collect(Collectors.joining("\n"));
    }

    private static List<JsonNode> each(ArrayNode listeners) {
        List<JsonNode> all = new ArrayList<>();
        listeners.forEach(all::add);
        return all;
    }

    private static ArrayNode now(Call call) {
        return of(call.api().get("overview"));
    }

    private static Outcome list(Call call) {
        ArrayNode listeners = now(call);
        Columns columns = new Columns().same(COLUMNS.toArray(String[]::new));
        return new Outcome.Said(
                lines(listeners), json(call, listeners), columns.rows(COLUMNS, listeners));
    }

    private static ObjectNode json(Call call, ArrayNode listeners) {
        ObjectNode json = Call.object();
        json.set("listeners", listeners);
        return json.put("node", call.node()).put("result", "ok");
    }

    private static IntStream ports(ArrayNode listeners) {
        return each(listeners).stream().mapToInt(l -> l.path("port").asInt()).sorted().distinct();
    }

    private static Outcome connect(Call call) {
        ArrayNode listeners = now(call);
        List<JsonNode> failed =
                each(listeners).stream().filter(listener -> !isOpen(listener)).toList();
        if (!failed.isEmpty()) {
            throw Refused.error(
                    ExitStatus.UNAVAILABLE,
                    "Connection to ports of the following listeners on node %s failed: \n%s"
                            .formatted(
                                    call.node(),
                                    failed.stream()
                                            .map(Listeners::line)
                                            .collect(Collectors.joining("\n"))));
        }
        return new Outcome.Said(
                "Successfully connected to ports %s on node %s."
                        .formatted(
                                ports(listeners)
                                        .mapToObj(String::valueOf)
                                        .collect(Collectors.joining(", ")),
                                call.node()),
                json(call, listeners),
                null);
    }

    /// This machine's own listeners are asked where they listen.
    private static boolean isOpen(JsonNode listener) {
        String address = listener.path("interface").asText().replaceAll("[\\[\\]]", "");
        boolean isAny = address.equals("::") || address.equals("0.0.0.0");
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(
                            isAny ? "localhost" : address, listener.path("port").asInt()),
                    CONNECT_MILLIS_MAX);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Outcome port(Call call) {
        int port = (int) Math.min(Integer.MAX_VALUE, call.line().numberAt(0, "<port>"));
        ArrayNode listeners = now(call);
        if (ports(listeners).noneMatch(open -> open == port)) {
            throw Refused.plain(
                    ExitStatus.UNAVAILABLE,
                    "No listener for port %d is active on node %s. Found listeners that use the following ports: %s"
                            .formatted(
                                    port,
                                    call.node(),
                                    ports(listeners)
                                            .mapToObj(String::valueOf)
                                            .collect(Collectors.joining(", "))));
        }
        String text = "A listener for port %d is running on node %s.".formatted(port, call.node());
        ObjectNode json = Call.object().put("node", call.node()).put("port", String.valueOf(port));
        return new Outcome.Said(text, json.put("result", "ok"), null);
    }

    private static Outcome protocol(Call call) {
        String wanted =
                switch (call.argument(0)) {
                    case "amqp091", "amqp0.9.1", "amqp0-9-1", "amqp" -> "amqp";
                    case "amqps", "amqp/ssl" -> "amqp/ssl";
                    case String other -> other;
                };
        List<String> there =
                each(now(call)).stream()
                        .map(listener -> listener.path("protocol").asText())
                        .distinct()
                        .toList();
        if (!there.contains(wanted)) {
            throw Refused.error(
                    ExitStatus.UNAVAILABLE,
                    "No listener for protocol %s is active on node %s. Found listeners for the following protocols: %s"
                            .formatted(call.argument(0), call.node(), String.join(", ", there)));
        }
        String text =
                "A listener for protocol %s is running on node %s."
                        .formatted(call.argument(0), call.node());
        ObjectNode json = Call.object().put("node", call.node()).put("protocol", call.argument(0));
        return new Outcome.Said(text, json.put("result", "ok"), null);
    }
}
