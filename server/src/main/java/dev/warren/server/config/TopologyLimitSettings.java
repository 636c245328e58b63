package dev.warren.server.config;

import dev.warren.engine.topology.TopologyLimits;
import java.util.List;

/// The part of the registry about how much may exist on the node. See [Settings].
final class TopologyLimitSettings {

    static final Setting<Integer> VHOSTS =
            Setting.of(
                    "vhost_max",
                    ValueType.limit(),
                    TopologyLimits.UNLIMITED,
                    "virtual hosts; infinity for no limit");
    static final Setting<Integer> QUEUES =
            Setting.of(
                    "cluster_queue_limit",
                    ValueType.limit(),
                    TopologyLimits.UNLIMITED,
                    "queues in all virtual hosts");
    static final Setting<Integer> EXCHANGES =
            Setting.of(
                    "cluster_exchange_limit",
                    ValueType.limit(),
                    TopologyLimits.UNLIMITED,
                    "exchanges in all virtual hosts, with those of the broker");
    static final Setting<Integer> PARAMETERS =
            Setting.optional(
                    "runtime_parameters.limits.$category",
                    ValueType.whole(0, Integer.MAX_VALUE),
                    "runtime parameters of a component, such as shovel");

    static final List<Setting<?>> ALL = List.of(VHOSTS, QUEUES, EXCHANGES, PARAMETERS);

    private TopologyLimitSettings() {}

    static TopologyLimits assemble(Values values) {
        return new TopologyLimits(
                values.get(VHOSTS),
                values.get(QUEUES),
                values.get(EXCHANGES),
                values.family(PARAMETERS));
    }
}
