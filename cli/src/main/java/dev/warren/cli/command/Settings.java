package dev.warren.cli.command;

import static dev.warren.cli.command.Command.ctl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.warren.cli.format.ErlangTerms;
import dev.warren.cli.format.Outcome;
import dev.warren.cli.http.Api;
import dev.warren.cli.line.ExitStatus;
import dev.warren.cli.line.Refused;
import java.util.List;

/// What can be changed while the node runs, and forgotten when it ends.
final class Settings {

    private Settings() {}

    static List<Command> commands() {
        Group group = Group.CONFIGURATION;
        return List.of(
                ctl(
                        group,
                        "set_vm_memory_high_watermark",
                        "<fraction> | absolute <value>",
                        1,
                        2,
                        "Sets the vm_memory_high_watermark setting",
                        "Setting memory threshold on {node} to {0=absolute?{1} bytes:{0}} ...",
                        call -> limit(call, "vm_memory_high_watermark", "absolute")),
                ctl(
                        group,
                        "set_disk_free_limit",
                        "<disk_limit> | mem_relative <fraction>",
                        1,
                        2,
                        "Sets the disk_free_limit setting",
                        "Setting disk free limit on {node} to {0=mem_relative?{1} times the total RAM:{0} bytes} ...",
                        call -> limit(call, "disk_free_limit", "mem_relative")),
                ctl(
                        group,
                        "set_cluster_name",
                        "<name>",
                        1,
                        1,
                        "Sets the cluster name",
                        "Setting cluster name to {0} ...",
                        call ->
                                call.done(
                                        call.api()
                                                .put(
                                                        Call.object().put("name", call.argument(0)),
                                                        "cluster-name"))),
                ctl(
                        group,
                        "set_log_level",
                        "<log_level>",
                        1,
                        1,
                        "Sets log level in the running node",
                        "Setting log level to \"{0}\" on node {node} ...",
                        call -> set(call, "log_level", TextNode.valueOf(call.argument(0)))),
                ctl(
                                group,
                                "environment",
                                "",
                                0,
                                0,
                                "Displays the name and value of each variable in the application environment for each running application",
                                "Application environment of node {node} ...",
                                Settings::environment)
                        .in(Program.DIAGNOSTICS),
                ctl(
                        Group.OPERATIONS,
                        "eval",
                        "<expression>",
                        0,
                        1,
                        "Evaluates a snippet of Erlang code on the target node",
                        "",
                        call ->
                                Eval.run(
                                        call,
                                        call.argumentOrInput(
                                                0,
                                                "Expression to evaluate is not provided via argument or stdin"))));
    }

    static Outcome set(Call call, String key, JsonNode value) {
        ObjectNode body = Call.object();
        body.set("value", value);
        return call.done(call.api().put(body, "x", "runtime", key));
    }

    /// `0.4`, `absolute 1GB`; or `1GB`, `mem_relative 1.0`.
    private static Outcome limit(Call call, String key, String word) {
        boolean hasWord = call.line().arguments().size() == 2;
        if (hasWord && !call.argument(0).equals(word)) {
            throw Refused.error(
                    ExitStatus.USAGE, "'" + call.argument(0) + "' is not '" + word + "'");
        }
        String given = call.argument(hasWord ? 1 : 0);
        boolean isRelative = word.equals("absolute") != hasWord;
        ObjectNode value = Call.object();
        if (isRelative) {
            value.put("relative", fraction(given));
        } else {
            value.put("absolute", Units.bytes(given));
        }
        return set(call, key, value);
    }

    private static double fraction(String text) {
        try {
            double fraction = Double.parseDouble(text);
            if (fraction >= 0 && Double.isFinite(fraction)) {
                return fraction;
            }
        } catch (NumberFormatException e) {
            throw Refused.error(ExitStatus.USAGE, "The threshold should be an integer.");
        }
        throw Refused.error(
                ExitStatus.USAGE, "The threshold should be a fraction between 0.0 and 1.0");
    }

    /// The settings that the node was started with, and what can be changed as it is now.
    private static Outcome environment(Call call) {
        ObjectNode rabbit = Call.object();
        rabbit.setAll((ObjectNode) call.api().get("x", "host").path("settings"));
        rabbit.setAll((ObjectNode) call.api().get("x", "runtime"));
        ObjectNode json = Call.object();
        json.set("rabbit", rabbit);
        String terms = "[{rabbit,\n     " + ErlangTerms.settings(rabbit, ",\n      ") + "}]";
        return new Outcome.Said(terms, json, null);
    }

    static void act(Call call, String action) {
        Api.expect(call.api().post(Call.object(), "x", "node", action));
    }
}
