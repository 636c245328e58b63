package dev.warren.server.config;

import dev.warren.engine.broker.QueueDefaults;
import dev.warren.server.config.ServerConfiguration.Identity;
import dev.warren.server.config.ServerConfiguration.Names;
import dev.warren.server.config.ServerConfiguration.Store;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The part of the registry about who the node is and what it keeps. See [Settings].
final class NodeSettings {

    static final Setting<String> NODE_NAME =
            Setting.of(
                    "warren.node_name",
                    ValueType.NODE_NAME,
                    NodeName.PREFIX,
                    "what clients and tools call this node; with the host behind it unless named");
    static final Setting<Boolean> LONG_NODE_NAME =
            Setting.of(
                    "warren.long_node_name",
                    ValueType.BOOLEAN,
                    false,
                    "whether the host in the node's name is with its domain");
    static final Setting<String> CLUSTER_NAME =
            Setting.optional(
                    "cluster_name",
                    ValueType.TEXT,
                    "the name that clients are told; the node's with the domain unless set");
    static final Setting<Path> DATA_DIR =
            Setting.of("data_dir", ValueType.PATH, Path.of("data"), "where everything durable is");
    static final Setting<String> AMQP_VERSION =
            Setting.of(
                    "warren.amqp_version",
                    ValueType.TEXT,
                    "4.2.0",
                    "the RabbitMQ version that clients are told");
    static final Setting<Store> STORE =
            Setting.of(
                    "warren.store",
                    ValueType.oneOf(Store.class),
                    Store.LOG,
                    "log keeps durable queues on disk; memory forgets everything at a stop");
    static final Setting<Path> LOAD_DEFINITIONS =
            Setting.optional(
                    "load_definitions",
                    ValueType.PATH,
                    "definitions in JSON, a file or a directory of them, imported at every start");
    static final Setting<Path> MANAGEMENT_LOAD_DEFINITIONS =
            Setting.optional(
                    "management.load_definitions",
                    ValueType.PATH,
                    "the older name of load_definitions, which wins");
    static final Setting<String> DEFINITIONS_BACKEND =
            Setting.optional(
                    "definitions.import_backend",
                    ValueType.oneOf("local_filesystem"),
                    "where definitions come from");
    static final Setting<Path> DEFINITIONS_PATH =
            Setting.optional(
                    "definitions.local.path",
                    ValueType.PATH,
                    "another name of load_definitions, which wins");
    static final Setting<String> DEFAULT_QUEUE_TYPE =
            Setting.optional(
                    "default_queue_type",
                    ValueType.oneOf("classic", "quorum", "stream"),
                    "what a queue is whose declaration does not say; classic unless set");

    static final Setting<Long> CONSUMER_TIMEOUT =
            Setting.of(
                    "consumer_timeout",
                    ValueType.millisOrUndefined(),
                    1_800_000L,
                    "milliseconds a message may stay unacknowledged; undefined or 0 for ever");

    static final List<Setting<?>> ALL =
            List.of(
                    NODE_NAME,
                    LONG_NODE_NAME,
                    CLUSTER_NAME,
                    DATA_DIR,
                    AMQP_VERSION,
                    STORE,
                    LOAD_DEFINITIONS,
                    MANAGEMENT_LOAD_DEFINITIONS,
                    DEFINITIONS_BACKEND,
                    DEFINITIONS_PATH,
                    DEFAULT_QUEUE_TYPE,
                    CONSUMER_TIMEOUT);

    private NodeSettings() {}

    static Identity assemble(Values values, Machine machine) {
        return new Identity(
                names(values, machine),
                values.get(DATA_DIR),
                values.get(AMQP_VERSION),
                values.get(STORE),
                definitionsOrNull(values),
                new QueueDefaults(values.orNull(DEFAULT_QUEUE_TYPE), values.get(CONSUMER_TIMEOUT)));
    }

    private static @Nullable Path definitionsOrNull(Values values) {
        return Stream.of(LOAD_DEFINITIONS, DEFINITIONS_PATH, MANAGEMENT_LOAD_DEFINITIONS)
                .flatMap(setting -> Stream.ofNullable(values.orNull(setting)))
                .findFirst()
                .orElse(null);
    }

    private static Names names(Values values, Machine machine) {
        String host = values.get(LONG_NODE_NAME) ? machine.domainHost() : machine.host();
        NodeName node = NodeName.of(values.get(NODE_NAME), host);
        String cluster = values.orNull(CLUSTER_NAME);
        return new Names(
                node.text(), cluster == null ? node.at(machine.domainHost()).text() : cluster);
    }
}
