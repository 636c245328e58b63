package dev.warren.cli.command;

import static dev.warren.cli.command.Command.ctl;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.warren.cli.line.ExitStatus;
import dev.warren.cli.line.Refused;
import java.util.List;
import java.util.stream.Collectors;

/// Feature flags. Warren has none to switch: what RabbitMQ's flags stand for is always there.
final class Features {

    private static final List<String> FLAGS =
            List.of(
                    "classic_mirrored_queue_version",
                    "classic_queue_type_delivery_support",
                    "detailed_queues_endpoint",
                    "direct_exchange_routing_v2",
                    "drop_unroutable_metric",
                    "empty_basic_get_metric",
                    "feature_flags_v2",
                    "implicit_default_bindings",
                    "listener_records_in_ets",
                    "maintenance_mode_status",
                    "message_containers",
                    "quorum_queue",
                    "rabbitmq_4.0.0",
                    "restart_streams",
                    "stream_filtering",
                    "stream_queue",
                    "stream_sac_coordinator_unblock_group",
                    "stream_single_active_consumer",
                    "stream_update_config_command",
                    "tracking_records_in_ets",
                    "user_limits",
                    "virtual_host_metadata");

    private Features() {}

    static List<Command> commands() {
        return List.of(
                ctl(
                                Group.FEATURES,
                                "list_feature_flags",
                                "[<column> ...]",
                                0,
                                Integer.MAX_VALUE,
                                "Lists feature flags",
                                "Listing feature flags ...",
                                new ListAction(
                                        new Columns()
                                                .same("name", "state", "stability", "provided_by")
                                                .same("desc", "doc_url"),
                                        List.of("name", "state"),
                                        Features::all))
                        .waiting()
                        .in(Program.DIAGNOSTICS),
                ctl(
                        Group.FEATURES,
                        "enable_feature_flag",
                        "<all | feature_flag>",
                        1,
                        1,
                        "Enables a feature flag or all supported feature flags on the target node",
                        "Enabling {0=all?all feature flags:feature flag \"{0}\"} ...",
                        call -> {
                            call.api().get("whoami");
                            String flag = call.argument(0);
                            if (!flag.equals("all") && !FLAGS.contains(flag)) {
                                throw Refused.error(
                                        ExitStatus.USAGE,
                                        "This feature flag is not supported by node "
                                                + call.node());
                            }
                            return call.done();
                        }));
    }

    private static ArrayNode all(Call call) {
        call.api().get("whoami");
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        for (String flag : FLAGS) {
            all.addObject()
                    .put("name", flag)
                    .put("state", "enabled")
                    .put("stability", "stable")
                    .put("provided_by", "warren");
        }
        return all;
    }

    static String lines() {
        return FLAGS.stream()
                .map(flag -> "Flag: " + flag + ", state: enabled")
                .collect(Collectors.joining("\n"));
    }
}
