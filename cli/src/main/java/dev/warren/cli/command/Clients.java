package dev.warren.cli.command;

import static dev.warren.cli.command.Command.ctl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.warren.cli.format.Cell;
import dev.warren.cli.format.Outcome;
import dev.warren.cli.http.Answer;
import dev.warren.cli.http.Api;
import dev.warren.cli.line.ExitStatus;
import dev.warren.cli.line.Option;
import dev.warren.cli.line.Refused;
import java.util.List;

/// Connections, channels and consumers: lists, and sending clients away.
final class Clients {

    private Clients() {}

    static List<Command> commands() {
        return List.of(
                ctl(
                                Group.MONITORING,
                                "list_connections",
                                "[--no-table-headers] [<column> ...]",
                                0,
                                Integer.MAX_VALUE,
                                "Lists AMQP 0.9.1 connections for the node",
                                "Listing connections ...",
                                new ListAction(
                                        connections(),
                                        List.of("user", "peer_host", "peer_port", "state"),
                                        call -> call.api().get("connections")))
                        .waiting()
                        .in(Program.DIAGNOSTICS),
                ctl(
                                Group.MONITORING,
                                "list_channels",
                                "[--no-table-headers] [<column> ...]",
                                0,
                                Integer.MAX_VALUE,
                                "Lists all channels in the node",
                                "Listing channels ...",
                                new ListAction(
                                        channels(),
                                        List.of(
                                                "pid",
                                                "user",
                                                "consumer_count",
                                                "messages_unacknowledged"),
                                        call -> call.api().get("channels")))
                        .waiting()
                        .in(Program.DIAGNOSTICS),
                ctl(
                                Group.MONITORING,
                                "list_consumers",
                                "[--vhost <vhost>] [--no-table-headers] [<column> ...]",
                                0,
                                Integer.MAX_VALUE,
                                "Lists all consumers for a vhost",
                                "Listing consumers in vhost {vhost} ...",
                                new ListAction(
                                        consumers(),
                                        List.of(
                                                "queue_name",
                                                "channel_pid",
                                                "consumer_tag",
                                                "ack_required",
                                                "prefetch_count",
                                                "active",
                                                "arguments"),
                                        call -> Topology.inVhost(call, "consumers")))
                        .waiting()
                        .in(Program.DIAGNOSTICS),
                ctl(
                        Group.OPERATIONS,
                        "close_connection",
                        "<connection pid> <explanation>",
                        2,
                        2,
                        "Instructs the broker to close the connection associated with the Erlang process id",
                        "Closing connection {0}, reason: {1}...",
                        Clients::close),
                ctl(
                                Group.OPERATIONS,
                                "close_all_connections",
                                "[--vhost <vhost> --limit <limit>] [-n <node> --global] [--per-connection-delay <delay>] <explanation>",
                                1,
                                1,
                                "Instructs the broker to close all connections for the specified vhost or entire RabbitMQ node",
                                "Closing all connections {global?to node {node} (across all vhosts):in vhost {vhost}}, reason: {0}...",
                                Clients::closeAll)
                        .with(
                                Option.flag("global"),
                                Option.value("limit"),
                                Option.value("per-connection-delay")),
                ctl(
                        Group.OPERATIONS,
                        "close_all_user_connections",
                        "<username> <explanation>",
                        2,
                        2,
                        "Instructs the broker to close all connections of the specified user",
                        "Closing connections of user {0}, reason: {1}...",
                        call ->
                                call.done(
                                        call.api()
                                                .send(
                                                        "DELETE",
                                                        Api.path(
                                                                "connections",
                                                                "username",
                                                                call.argument(0)),
                                                        null,
                                                        Call.because(call.argument(1))))));
    }

    private static String pid(JsonNode entry, String name) {
        return Pids.of(entry.path("node").asText(), name);
    }

    private static Columns connections() {
        return new Columns()
                .of("pid", c -> Cell.text(pid(c, c.path("name").asText())))
                .same("name", "port", "peer_port", "ssl", "auth_mechanism", "user", "vhost")
                .same("timeout", "frame_max", "channel_max", "client_properties", "channels")
                .same("state", "connected_at", "recv_oct", "recv_cnt", "send_oct", "send_cnt")
                .same("send_pend", "node", "type", "ssl_protocol", "ssl_key_exchange")
                .same("ssl_cipher", "ssl_hash", "peer_cert_subject", "peer_cert_issuer")
                .same("peer_cert_validity")
                .at("user_provided_name", "/client_properties/connection_name")
                .of("host", c -> Cell.address(c.path("host").asText()))
                .of("peer_host", c -> Cell.address(c.path("peer_host").asText()))
                .of("protocol", _ -> Cell.version(0, 9, 1))
                .empty("connection_state", "user_who_performed_action", "container_id");
    }

    private static Columns channels() {
        return new Columns()
                .of("pid", c -> Cell.text(pid(c, c.path("name").asText())))
                .of("connection", c -> Cell.text(pid(c, c.at("/connection_details/name").asText())))
                .same("name", "number", "user", "vhost", "node", "state", "transactional")
                .same("confirm", "consumer_count", "messages_unacknowledged")
                .same("messages_uncommitted", "acks_uncommitted", "messages_unconfirmed")
                .at("prefetch_count", "/prefetch_count")
                .at("global_prefetch_count", "/global_prefetch_count")
                .empty("interceptors", "garbage_collection", "reductions");
    }

    private static Columns consumers() {
        return new Columns()
                .at("queue_name", "/queue/name")
                .of(
                        "channel_pid",
                        c ->
                                Cell.text(
                                        pid(
                                                c.path("channel_details"),
                                                c.at("/channel_details/name").asText())))
                .same("consumer_tag", "ack_required", "prefetch_count", "arguments")
                .of("active", c -> Cell.of(BooleanNode.valueOf(c.path("active").asBoolean(true))))
                .of("activity_status", c -> Cell.text(c.path("activity_status").asText("up")));
    }

    /// By its id, or by its name. Nothing happens when it is not there.
    private static Outcome close(Call call) {
        String wanted = call.argument(0);
        for (JsonNode connection : call.api().get("connections")) {
            String name = connection.path("name").asText();
            if (name.equals(wanted) || pid(connection, name).equals(wanted)) {
                return call.done(close(call, name, call.argument(1)));
            }
        }
        if (!wanted.startsWith("<") || !wanted.endsWith(">")) {
            throw Refused.error(
                    ExitStatus.UNAVAILABLE, "Error:\n{:invalid_pid_syntax, \"" + wanted + "\"}");
        }
        return call.done();
    }

    /// One that has gone by itself is closed too.
    private static Answer close(Call call, String name, String reason) {
        Answer answer =
                call.api()
                        .send("DELETE", Api.path("connections", name), null, Call.because(reason));
        return answer.isMissing() ? new Answer(204, answer.body()) : answer;
    }

    private static Outcome closeAll(Call call) {
        boolean isGlobal = call.line().has("global");
        long limit = call.line().number("limit", 0);
        Answer found =
                isGlobal
                        ? call.api().ask("connections")
                        : call.api().ask("vhosts", call.vhost(), "connections");
        long closed = 0;
        for (JsonNode connection : found.isMissing() ? Call.object() : Api.expect(found)) {
            if (limit > 0 && closed == limit) {
                break;
            }
            Api.expect(close(call, connection.path("name").asText(), call.argument(0)));
            closed++;
        }
        return Outcome.value(call.node(), "Closed " + closed + " connections");
    }
}
