package dev.warren.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.format.Outcome;
import dev.warren.cli.http.Api;
import dev.warren.cli.line.ExitStatus;
import dev.warren.cli.line.Line;
import dev.warren.cli.line.Option;
import dev.warren.cli.line.Refused;
import dev.warren.cli.line.Usage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The words of `warren` itself: lists, declarations and messages, for people who try something
/// out.
final class Messages {

    private static final Columns GOT =
            new Columns()
                    .same("exchange", "routing_key", "redelivered", "message_count", "payload")
                    .at("headers", "/properties/headers");

    private Messages() {}

    static List<Command> commands() {
        return List.of(
                warren(
                        "list",
                        "queues|exchanges|bindings|connections|channels|consumers|users|vhosts|permissions|policies [<column> ...]",
                        1,
                        Integer.MAX_VALUE,
                        "Lists what there is",
                        new Listing()),
                warren(
                                "declare",
                                "queue <name> | exchange <name> <type> | binding <exchange> <queue> [--key <key>] [--type <queue type>] [--transient] [--auto-delete] [--argument <key>=<value>]...",
                                2,
                                3,
                                "Declares a queue, an exchange or a binding",
                                Messages::declare)
                        .with(
                                Option.value("key"),
                                Option.value("type"),
                                Option.flag("transient"),
                                Option.flag("auto-delete"),
                                Option.values("argument")),
                warren(
                        "delete",
                        "queue|exchange <name>",
                        2,
                        2,
                        "Deletes a queue or an exchange",
                        call ->
                                call.done(
                                        call.api()
                                                .delete(
                                                        plural(call.argument(0)),
                                                        call.vhost(),
                                                        call.argument(1)))),
                warren(
                        "purge",
                        "<queue>",
                        1,
                        1,
                        "Removes all messages of a queue",
                        call ->
                                call.done(
                                        call.api()
                                                .delete(
                                                        "queues",
                                                        call.vhost(),
                                                        call.argument(0),
                                                        "contents"))),
                warren(
                                "publish",
                                "<exchange> <routing key> [<body>] [--header <key>=<value>]... [--transient]",
                                2,
                                3,
                                "Publishes a message, whose body may come from the standard input",
                                Messages::publish)
                        .with(Option.values("header"), Option.flag("transient")),
                warren(
                                "get",
                                "<queue> [--count <n>]",
                                1,
                                1,
                                "Takes messages out of a queue",
                                call -> fetch(call, "ack_requeue_false"))
                        .with(Option.value("count")),
                warren(
                                "peek",
                                "<queue> [--count <n>]",
                                1,
                                1,
                                "Shows the first messages of a queue, and puts them back",
                                call -> fetch(call, "ack_requeue_true"))
                        .with(Option.value("count")));
    }

    private static Command warren(
            String name, String arguments, int min, int max, String summary, Action action) {
        return new Command(
                new Usage(name, arguments, min, max, List.of(), false),
                Set.of(Program.WARREN),
                Group.MESSAGES,
                summary,
                "",
                action);
    }

    /// The list of `rabbitmqctl` with the same columns.
    private record Listing() implements Action {

        @Override
        public void check(Line line, Usage usage) {
            of(line).action().check(rest(line), of(line).usage());
        }

        @Override
        public Outcome run(Call call) {
            return of(call.line()).action().run(call.of(rest(call.line())));
        }

        private static Command of(Line line) {
            Command found = Commands.byNameOrNull(Program.CTL, "list_" + line.argument(0));
            if (found == null) {
                throw Refused.error(
                        ExitStatus.USAGE, "there are no '" + line.argument(0) + "' to list");
            }
            return found;
        }

        private static Line rest(Line line) {
            return new Line(
                    line.program(), line.words(), line.command(), line.rest(1), line.options());
        }
    }

    private static String plural(String kind) {
        return switch (kind) {
            case "queue", "queues" -> "queues";
            case "exchange", "exchanges" -> "exchanges";
            default ->
                    throw Refused.error(
                            ExitStatus.USAGE, "'" + kind + "' is neither queue nor exchange");
        };
    }

    private static Outcome declare(Call call) {
        ObjectNode body = Call.object();
        ObjectNode arguments = values(call, "argument");
        body.set("arguments", arguments);
        if (call.argument(0).equals("binding")) {
            body.put("routing_key", call.line().option("key", ""));
            return call.done(
                    call.api()
                            .post(
                                    body,
                                    "bindings",
                                    call.vhost(),
                                    "e",
                                    call.argument(1),
                                    "q",
                                    required(call)));
        }
        body.put("durable", !call.line().has("transient"));
        body.put("auto_delete", call.line().has("auto-delete"));
        String kind = plural(call.argument(0));
        if (kind.equals("exchanges")) {
            body.put("type", required(call));
        } else if (call.line().has("type")) {
            arguments.put("x-queue-type", call.line().option("type", "classic"));
        }
        return call.done(call.api().put(body, kind, call.vhost(), call.argument(1)));
    }

    private static String required(Call call) {
        String third = call.line().argumentOrNull(2);
        if (third == null) {
            throw Refused.error(
                    ExitStatus.USAGE, "one more name is needed: see 'warren help declare'");
        }
        return third;
    }

    /// `key=value` each; a value that is JSON is what it says, all else is text.
    private static ObjectNode values(Call call, String option) {
        ObjectNode values = Call.object();
        for (String line : call.line().option(option, "").lines().toList()) {
            int equals = line.indexOf('=');
            if (equals < 1) {
                throw Refused.error(ExitStatus.USAGE, "--" + option + " takes key=value");
            }
            String value = line.substring(equals + 1);
            if (value.matches("-?\\d{1,18}|true|false")) {
                values.set(line.substring(0, equals), Call.json(value));
            } else {
                values.put(line.substring(0, equals), value);
            }
        }
        return values;
    }

    private static Outcome publish(Call call) {
        ObjectNode properties = Call.object();
        properties.put("delivery_mode", call.line().has("transient") ? 1 : 2);
        properties.set("headers", values(call, "header"));
        ObjectNode body = Call.object();
        body.set("properties", properties);
        body.put("routing_key", call.argument(1));
        body.put("payload", payload(call));
        body.put("payload_encoding", "string");
        String exchange = call.argument(0).isEmpty() ? "amq.default" : call.argument(0);
        JsonNode answer =
                Api.expect(call.api().post(body, "exchanges", call.vhost(), exchange, "publish"));
        boolean isRouted = answer.path("routed").asBoolean();
        return Outcome.message(isRouted ? "Message published" : "Message published but NOT routed");
    }

    private static String payload(Call call) {
        String given = call.line().argumentOrNull(2);
        try {
            return given != null
                    ? given
                    : new String(call.in().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Refused.error(ExitStatus.SOFTWARE, String.valueOf(e.getMessage()));
        }
    }

    private static Outcome fetch(Call call, String mode) {
        ObjectNode body =
                Call.object()
                        .put("count", call.line().number("count", 1))
                        .put("ackmode", mode)
                        .put("encoding", "auto");
        JsonNode got =
                Api.expect(call.api().post(body, "queues", call.vhost(), call.argument(0), "get"));
        List<String> columns =
                new ArrayList<>(
                        List.of("exchange", "routing_key", "redelivered", "headers", "payload"));
        return new Outcome.Listed(GOT.rows(columns, got), true);
    }
}
