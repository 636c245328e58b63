package dev.warren.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.format.Cell;
import dev.warren.cli.format.Outcome;
import dev.warren.cli.format.Rows;
import dev.warren.cli.http.Answer;
import dev.warren.cli.http.Api;
import dev.warren.cli.line.ExitStatus;
import dev.warren.cli.line.Line;
import dev.warren.cli.line.LineReader;
import dev.warren.cli.line.Refused;
import dev.warren.cli.line.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// `rabbitmq-queues peek`: one message of a queue, which stays where it is.
final class QueuePeek {

    /// How much of a body is shown.
    private static final int SHOWN_BYTES = 64;

    /// As many messages as the API shows at once.
    private static final int POSITION_MAX = 500;

    private QueuePeek() {}

    static List<Command> commands() {
        return List.of(
                new Command(
                                new Usage(
                                        "peek",
                                        "[--vhost <vhost>] <queue> <position>",
                                        2,
                                        2,
                                        List.of(),
                                        false),
                                Set.of(Program.QUEUES),
                                Group.QUEUES,
                                "Peeks at the given position of a quorum queue",
                                "Peeking at quorum queue {0} at position {1} on node {node} ...",
                                new Peek())
                        .waiting());
    }

    private record Peek() implements Action {

        @Override
        public void check(Line line, Usage usage) {
            if (!line.argument(1).matches("[1-9]\\d{0,8}")) {
                throw LineReader.invalidArguments(
                        line, usage, "\"position value must be a positive integer\"");
            }
        }

        @Override
        public Outcome run(Call call) {
            return shown(message(call));
        }
    }

    private static JsonNode message(Call call) {
        int position = Integer.parseInt(call.argument(1));
        String path =
                Api.path("x", "queues", call.vhost(), call.argument(0), "messages")
                        + "?state=ready&truncate="
                        + SHOWN_BYTES
                        + "&limit="
                        + Math.min(position, POSITION_MAX);
        Answer answer = call.api().send("GET", path, null, Map.of());
        if (answer.isMissing()) {
            throw Refused.error(
                    ExitStatus.UNAVAILABLE,
                    "Target queue was not found in virtual host '" + call.vhost() + "'");
        }
        JsonNode message = Api.expect(answer).path("items").path(position - 1);
        if (message.isMissingNode()) {
            throw Refused.error(
                    ExitStatus.UNAVAILABLE,
                    position > POSITION_MAX
                            ? "positions end at " + POSITION_MAX
                            : "Target queue does not have a message at that position");
        }
        return message;
    }

    private static Outcome shown(JsonNode message) {
        ObjectNode facts = Call.object();
        JsonNode properties = message.path("properties");
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
            if (!property.getKey().equals("headers")) {
                facts.set(property.getKey(), property.getValue());
            }
        }
        facts.putArray("routing_keys").add(message.path("routing_key").asText());
        facts.set("exchange", message.path("exchange"));
        facts.set("payload (max 64 bytes)", message.path("payload"));
        for (Map.Entry<String, JsonNode> header : properties.path("headers").properties()) {
            facts.set("header." + header.getKey(), header.getValue());
        }
        ObjectNode json = Call.object().put("result", "ok");
        json.set("message", facts);
        return new Outcome.Said(text(facts), json, rows(facts));
    }

    private static Rows rows(ObjectNode facts) {
        List<List<Cell>> rows = new ArrayList<>();
        facts.properties()
                .forEach(fact ->
                        rows.add(List.of(Cell.text(fact.getKey()), Cell.of(fact.getValue()))));
        return new Rows(List.of("keys", "values"), rows);
    }

    private static String text(ObjectNode facts) {
        List<String> lines = new ArrayList<>(List.of("keys\tvalues"));
        for (List<Cell> row : rows(facts).rows()) {
            lines.add(row.getFirst().plain() + "\t" + row.getLast().pretty());
        }
        return String.join("\n", lines);
    }
}
