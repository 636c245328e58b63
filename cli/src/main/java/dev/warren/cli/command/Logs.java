package dev.warren.cli.command;

import static dev.warren.cli.command.Command.diagnostics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.format.Outcome;
import dev.warren.cli.http.Api;
import dev.warren.cli.line.Option;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Where the node writes its log, and what is in it.
final class Logs {

    private static final String NUMBER = "number";
    private static final String DURATION = "duration";
    private static final String LINES_SHOWN = "50";

    /// How often the log is looked at while it is followed.
    private static final long LOOK_MILLIS = 250;

    private Logs() {}

    static List<Command> commands() {
        return List.of(
                diagnostics(
                                "log_location",
                                "[--all|-a]",
                                0,
                                "Shows log file location(s) on target node",
                                "Log file location(s) on node {node} ...",
                                Logs::location)
                        .with(Option.flag("all", "a")),
                diagnostics(
                                "log_tail",
                                "[--number|-N <number>]",
                                0,
                                "Prints the last N lines of the log on the node",
                                "Last {number:" + LINES_SHOWN + "} log lines on node {node} ...",
                                Logs::tail)
                        .with(Option.value(NUMBER, "N"))
                        .waiting(),
                diagnostics(
                                "log_tail_stream",
                                "[--duration|-d <seconds>]",
                                0,
                                "Streams logs from a running node for a period of time",
                                "Streaming logs from node {node} {duration?for {duration} seconds:until it is interrupted} ...",
                                Logs::follow)
                        .with(Option.value(DURATION, "d"))
                        .waiting());
    }

    /// All places that the node logs to, a file first.
    static List<String> places(Call call) {
        List<String> places = new ArrayList<>();
        call.api().get("x", "host").path("logs").forEach(place -> places.add(place.asText()));
        return places;
    }

    private static Outcome location(Call call) {
        List<String> places = places(call);
        List<String> shown =
                call.line().has("all") || places.isEmpty() ? places : places.subList(0, 1);
        ObjectNode json = Call.object().put("node_name", call.node());
        shown.forEach(json.putArray("paths")::add);
        return new Outcome.Said(String.join("\n", shown), json.put("result", "ok"), null);
    }

    private static JsonNode log(Call call, String query) {
        return Api.expect(call.api().send("GET", Api.path("x", "log") + query, null, Map.of()));
    }

    private static Outcome tail(Call call) {
        long count = call.line().number(NUMBER, Long.parseLong(LINES_SHOWN));
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        List<String> lines = new ArrayList<>();
        for (JsonNode line : log(call, "?lines=" + count).path("lines")) {
            lines.add(line.asText());
            json.addObject().put("message", line.asText());
        }
        return new Outcome.Said(String.join("\n", lines), json, null);
    }

    /// Looks again and again; what is there already is not shown.
    private static Outcome follow(Call call) {
        long duration = call.line().number(DURATION, Integer.MAX_VALUE);
        var isOver =
                new CompletableFuture<Boolean>()
                        .completeOnTimeout(true, duration, TimeUnit.SECONDS);
        long next = log(call, "?lines=0").path("next").asLong();
        while (!isOver.isDone() && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
            JsonNode part = log(call, "?from=" + next);
            next = part.path("next").asLong();
            part.path("lines").forEach(line -> call.out().accept(line.asText() + "\n"));
        }
        return new Outcome.Raw("");
    }
}
