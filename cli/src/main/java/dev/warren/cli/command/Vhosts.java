package dev.warren.cli.command;

import static dev.warren.cli.command.Command.ctl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.format.Outcome;
import dev.warren.cli.http.Answer;
import dev.warren.cli.http.Api;
import dev.warren.cli.line.ExitStatus;
import dev.warren.cli.line.Option;
import dev.warren.cli.line.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Virtual hosts: add, delete, list, tags, protection, tracing.
final class Vhosts {

    private Vhosts() {}

    static List<Command> commands() {
        List<Command> all = new ArrayList<>(ends());
        Group vhosts = Group.VHOSTS;
        all.add(
                ctl(
                        vhosts,
                        "set_vhost_tags",
                        "<vhost> <tag> [...]",
                        1,
                        Integer.MAX_VALUE,
                        "Sets virtual host tags",
                        "Setting tags for virtual host \"{0}\" to [{1,}] ...",
                        Vhosts::setTags));
        all.add(
                ctl(
                                vhosts,
                                "update_vhost_metadata",
                                "<vhost> [--description <description>] [--tags \"<tag1>,<tag2>,<...>\"] [--default-queue-type <quorum|classic|stream>]",
                                1,
                                1,
                                "Updates metadata (tags, description, default queue type) a virtual host",
                                "Updating metadata of vhost \"{0}\" ...",
                                call -> put(call, require(call)))
                        .with(metadata()));
        all.add(protection("enable", "POST", "Protects a virtual host from deletion"));
        all.add(protection("disable", "DELETE", "Lets a virtual host be deleted again"));
        all.add(
                ctl(
                        vhosts,
                        "restart_vhost",
                        "[--vhost <vhost>]",
                        0,
                        0,
                        "Restarts a failed vhost data stores and queues",
                        "Trying to restart vhost '{vhost}' on node '{node}' ...",
                        call -> {
                            requireNamed(call, call.vhost());
                            return Outcome.value(
                                    call.node(),
                                    "Vhost '%s' is already running on node '%s'"
                                            .formatted(call.vhost(), call.node()));
                        }));
        all.add(tracing("trace_on", true, "Starting tracing for vhost \"{vhost}\" ..."));
        all.add(tracing("trace_off", false, "Stopping tracing for vhost \"{vhost}\" ..."));
        return all;
    }

    private static List<Command> ends() {
        return List.of(
                ctl(
                                Group.VHOSTS,
                                "add_vhost",
                                "<vhost> [--description <description> --tags \"<tag1>,<tag2>,<...>\" --default-queue-type <quorum|classic|stream>]",
                                1,
                                1,
                                "Creates a virtual host",
                                "Adding vhost \"{0}\" ...",
                                Vhosts::add)
                        .with(metadata()),
                ctl(
                        Group.VHOSTS,
                        "delete_vhost",
                        "<vhost>",
                        1,
                        1,
                        "Deletes a virtual host",
                        "Deleting vhost \"{0}\" ...",
                        Vhosts::delete),
                ctl(
                                Group.ACCESS,
                                "list_vhosts",
                                "[--no-table-headers] [<column> ...]",
                                0,
                                Integer.MAX_VALUE,
                                "Lists virtual hosts",
                                "Listing vhosts ...",
                                new ListAction(
                                        new Columns()
                                                .same(
                                                        "name",
                                                        "tracing",
                                                        "cluster_state",
                                                        "description",
                                                        "tags",
                                                        "default_queue_type",
                                                        "protected_from_deletion",
                                                        "metadata"),
                                        List.of("name"),
                                        call -> call.api().get("vhosts")))
                        .waiting()
                        .in(Program.DIAGNOSTICS));
    }

    private static Option[] metadata() {
        return new Option[] {
            Option.value("description"), Option.value("tags"), Option.value("default-queue-type")
        };
    }

    static Refused noVhost(String vhost) {
        return Refused.plain(ExitStatus.DATA, "Virtual host '" + vhost + "' does not exist");
    }

    /// One that is there stays as it is.
    private static Outcome add(Call call) {
        return call.api().ask("vhosts", call.argument(0)).isOk()
                ? call.done()
                : put(call, Call.object());
    }

    /// Writes all of a virtual host: what the line says, and else what is known.
    private static Outcome put(Call call, JsonNode known) {
        ObjectNode body = Call.object();
        for (String kept : List.of("description", "tags", "default_queue_type", "tracing")) {
            if (known.has(kept)) {
                body.set(kept, known.path(kept));
            }
        }
        String description = call.line().optionOrNull("description");
        if (description != null) {
            body.put("description", description);
        }
        String tags = call.line().optionOrNull("tags");
        if (tags != null) {
            ArrayNode words = body.putArray("tags");
            for (String tag : tags.split(",")) {
                if (!tag.isBlank()) {
                    words.add(tag.strip());
                }
            }
        }
        String type = call.line().optionOrNull("default-queue-type");
        if (type != null) {
            body.put("default_queue_type", type);
        }
        return call.done(call.api().put(body, "vhosts", call.argument(0)));
    }

    private static JsonNode require(Call call) {
        return requireNamed(call, call.argument(0));
    }

    private static JsonNode requireNamed(Call call, String vhost) {
        Answer found = call.api().ask("vhosts", vhost);
        if (found.isMissing()) {
            throw noVhost(vhost);
        }
        return Api.expect(found);
    }

    private static Outcome delete(Call call) {
        require(call);
        return call.done(call.api().delete("vhosts", call.argument(0)));
    }

    private static Outcome setTags(Call call) {
        ObjectNode known = require(call).deepCopy();
        ArrayNode tags = known.putArray("tags");
        call.line().rest(1).forEach(tags::add);
        return put(call, known);
    }

    private static Command protection(String word, String method, String summary) {
        return ctl(
                Group.VHOSTS,
                word + "_vhost_deletion_protection",
                "<vhost>",
                1,
                1,
                summary,
                "",
                call -> {
                    require(call);
                    return call.done(
                            call.api()
                                    .send(
                                            method,
                                            Api.path(
                                                    "vhosts",
                                                    call.argument(0),
                                                    "deletion",
                                                    "protection"),
                                            "",
                                            Map.of()));
                });
    }

    private static Command tracing(String name, boolean isOn, String banner) {
        return ctl(
                Group.VHOSTS,
                name,
                "[--vhost <vhost>]",
                0,
                0,
                "",
                banner,
                call -> {
                    ObjectNode body = requireNamed(call, call.vhost()).deepCopy();
                    body.retain("description", "tags", "default_queue_type");
                    body.put("tracing", isOn);
                    Api.expect(call.api().put(body, "vhosts", call.vhost()));
                    return Outcome.value(
                            call.node(),
                            "Trace %s for vhost %s"
                                    .formatted(isOn ? "enabled" : "disabled", call.vhost()));
                });
    }
}
