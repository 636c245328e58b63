package dev.warren.cli.command;

import static dev.warren.cli.command.Command.ctl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.warren.cli.format.Cell;
import dev.warren.cli.format.Outcome;
import dev.warren.cli.http.Answer;
import dev.warren.cli.http.Api;
import dev.warren.cli.line.ExitStatus;
import dev.warren.cli.line.Option;
import dev.warren.cli.line.Refused;
import java.util.List;
import java.util.Map;

/// Queues, exchanges and bindings: lists, purge, delete.
final class Topology {

    private static final Columns QUEUES =
            new Columns()
                    .same(
                            "name",
                            "durable",
                            "auto_delete",
                            "arguments",
                            "policy",
                            "operator_policy",
                            "effective_policy_definition",
                            "type",
                            "exclusive",
                            "exclusive_consumer_tag",
                            "messages_ready",
                            "messages_unacknowledged",
                            "messages",
                            "messages_ready_ram",
                            "messages_unacknowledged_ram",
                            "messages_ram",
                            "messages_persistent",
                            "message_bytes",
                            "message_bytes_ready",
                            "message_bytes_unacknowledged",
                            "message_bytes_ram",
                            "message_bytes_persistent",
                            "head_message_timestamp",
                            "consumers",
                            "consumer_utilisation",
                            "consumer_capacity",
                            "memory",
                            "state",
                            "leader",
                            "members",
                            "online",
                            "node",
                            "single_active_consumer_tag")
                    .empty(
                            "pid",
                            "owner_pid",
                            "exclusive_consumer_pid",
                            "single_active_consumer_pid",
                            "disk_reads",
                            "disk_writes",
                            "slave_pids",
                            "synchronised_slave_pids",
                            "mirror_pids",
                            "synchronised_mirror_pids",
                            "confirm_on",
                            "recoverable_slaves");

    private static final Columns EXCHANGES =
            new Columns()
                    .same(
                            "name",
                            "type",
                            "durable",
                            "auto_delete",
                            "internal",
                            "arguments",
                            "policy");

    private static final Columns BINDINGS =
            new Columns()
                    .at("source_name", "/source")
                    .of("source_kind", _ -> Cell.text("exchange"))
                    .at("destination_name", "/destination")
                    .at("destination_kind", "/destination_type")
                    .same("routing_key", "arguments");

    private Topology() {}

    static List<Command> commands() {
        return List.of(
                ctl(
                                Group.MONITORING,
                                "list_queues",
                                "[--vhost <vhost>] [--online] [--offline] [--local] [--no-table-headers] [<column>, ...]",
                                0,
                                Integer.MAX_VALUE,
                                "Lists queues and their properties",
                                "Timeout: {timeout:60}.0 seconds ...\nListing queues for vhost {vhost} ...",
                                new ListAction(
                                        QUEUES, List.of("name", "messages"), Topology::queues))
                        .with(Option.flag("online"), Option.flag("offline"), Option.flag("local"))
                        .waiting()
                        .in(Program.DIAGNOSTICS),
                ctl(
                                Group.MONITORING,
                                "list_unresponsive_queues",
                                "[--local] [--queue-timeout <milliseconds>] [<column> ...] [--no-table-headers]",
                                0,
                                Integer.MAX_VALUE,
                                "Tests queues to respond within timeout. Lists those which did not respond",
                                "Listing unresponsive queues for vhost {vhost} ...",
                                new ListAction(
                                        QUEUES,
                                        List.of("name"),
                                        call -> {
                                            inVhost(call, "queues");
                                            return JsonNodeFactory.instance.arrayNode();
                                        }))
                        .with(Option.flag("local"), Option.value("queue-timeout"))
                        .in(Program.DIAGNOSTICS),
                ctl(
                                Group.MONITORING,
                                "list_exchanges",
                                "[--vhost <vhost>] [--no-table-headers] [<column> ...]",
                                0,
                                Integer.MAX_VALUE,
                                "Lists exchanges",
                                "Listing exchanges for vhost {vhost} ...",
                                new ListAction(
                                        EXCHANGES,
                                        List.of("name", "type"),
                                        call -> inVhost(call, "exchanges")))
                        .waiting()
                        .in(Program.DIAGNOSTICS),
                ctl(
                                Group.MONITORING,
                                "list_bindings",
                                "[--vhost <vhost>] [--no-table-headers] [<column> ...]",
                                0,
                                Integer.MAX_VALUE,
                                "Lists all bindings on a vhost",
                                "Listing bindings for vhost {vhost}...",
                                new ListAction(
                                        BINDINGS,
                                        List.of(
                                                "source_name",
                                                "source_kind",
                                                "destination_name",
                                                "destination_kind",
                                                "routing_key",
                                                "arguments"),
                                        call -> inVhost(call, "bindings")))
                        .waiting()
                        .in(Program.DIAGNOSTICS),
                ctl(
                                Group.QUEUES,
                                "delete_queue",
                                "<queue_name> [--if-empty|-e] [--if-unused|-u]",
                                1,
                                1,
                                "Deletes a queue",
                                "Deleting queue '{0}' on vhost '{vhost}' ...",
                                Topology::delete)
                        .with(Option.flag("if-empty", "e"), Option.flag("if-unused", "u"))
                        .waiting(),
                ctl(
                                Group.QUEUES,
                                "purge_queue",
                                "<queue>",
                                1,
                                1,
                                "Purges a queue (removes all messages in it)",
                                "Purging queue '{0}' in vhost '{vhost}' ...",
                                Topology::purge)
                        .waiting());
    }

    /// What is in a virtual host. There is nothing in one that does not exist.
    static JsonNode inVhost(Call call, String kind) {
        Answer answer = call.api().ask(kind, call.vhost());
        return answer.isMissing() ? JsonNodeFactory.instance.arrayNode() : Api.expect(answer);
    }

    /// All of them are on this node, and it is there.
    private static JsonNode queues(Call call) {
        return call.line().has("offline")
                ? JsonNodeFactory.instance.arrayNode()
                : inVhost(call, "queues");
    }

    private static Outcome delete(Call call) {
        String queue = call.argument(0);
        Answer found = call.api().ask("queues", call.vhost(), queue);
        if (found.isMissing()) {
            throw Refused.error(ExitStatus.USAGE, "Queue not found");
        }
        String query =
                "?if-empty=%s&if-unused=%s"
                        .formatted(call.line().has("if-empty"), call.line().has("if-unused"));
        Answer answer =
                call.api()
                        .send(
                                "DELETE",
                                Api.path("queues", call.vhost(), queue) + query,
                                null,
                                Map.of());
        if (answer.status() == 400 && answer.reason().contains("not empty")) {
            throw Refused.error(ExitStatus.USAGE, "Queue is not empty");
        }
        if (answer.status() == 400 && answer.reason().contains("in use")) {
            throw Refused.error(ExitStatus.USAGE, "Queue is in use");
        }
        Api.expect(answer);
        return Outcome.value(
                call.node(),
                "Queue was successfully deleted with %d ready messages"
                        .formatted(Api.expect(found).path("messages_ready").asLong()));
    }

    private static Outcome purge(Call call) {
        Answer answer = call.api().delete("queues", call.vhost(), call.argument(0), "contents");
        if (answer.isMissing()) {
            throw Refused.error(ExitStatus.UNAVAILABLE, "not_found");
        }
        return call.done(answer);
    }
}
